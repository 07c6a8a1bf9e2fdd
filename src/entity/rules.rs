//! What each rule is called, and what it looks for in words that a page can show.

/// Every rule that finds mentions: its name, and one plain sentence on why it marks what it marks.
pub const RULES: &[(&str, &str)] = &[
    ("learned", "The tagger has learnt from annotated articles that this is a name."),
    ("inside-name", "This name stands inside a longer one and is a name by itself."),
    ("title-before-name", "A title stands directly before a person's name."),
    ("title-after-name", "A title follows a person's name after a comma."),
    ("title-alone", "A title stands for the one who holds it."),
    ("date-word", "A day seen from today."),
    ("weekday", "A day of the week."),
    ("calendar-date", "A day, month or year as calendars name it."),
    ("year", "A year or decade in digits."),
    ("relative-date", "A time told by its distance from another."),
    ("length-of-days", "A length of time of a day or more."),
    ("relative-time", "A time of day told by its distance from another."),
    ("day-part", "A part of the day."),
    ("clock", "A time by the clock."),
    ("length-of-hours", "A length of time in hours or less."),
    ("money", "A number with a currency."),
    ("measure", "A number with a unit or a share of a hundred."),
    ("age", "A number of years of age."),
    ("count", "A number that says how many."),
];
