//! One form for each way to write a date or an amount.

use crate::lexicon::words::{Shape, fold, scan};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A key that is equal for the same date or amount: `2015-03-08` for `March 8, 2015` and `8 March 2015`.
pub(super) fn normal(name: &str) -> String {
    calendar(name).unwrap_or_else(|| {
        let folded: String = name.chars().map(fold).collect();
        folded.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
    })
}

/// The date of a day or month with its year.
fn calendar(name: &str) -> Option<String> {
    let mut words = Vec::new();
    scan(name, 0, &mut words);
    let (mut year, mut month, mut day) = (None, None, None);
    let mut others = 0;
    for word in &words {
        let text = &name[word.start..word.end];
        match word.shape {
            Shape::Number if text.len() == 4 && year.is_none() => year = text.parse::<u32>().ok(),
            Shape::Number if text.matches('.').count() == 2 => return dotted(text),
            Shape::Number if month.is_none() && year.is_some() => month = text.parse().ok(),
            Shape::Number if day.is_none() => day = text.parse().ok(),
            Shape::Alphanumeric if day.is_none() => day = text.trim_end_matches(char::is_alphabetic).parse().ok(),
            _ => {
                let start: String = text.chars().take(3).map(fold).collect();
                match MONTHS.iter().position(|m| *m == start).filter(|_| word.is_capital()) {
                    Some(index) => month = u32::try_from(index + 1).ok(),
                    None => others += 1,
                }
            }
        }
    }
    let full = others == 0 && year.is_some() && month.is_some();
    full.then(|| format!("{:04}-{:02}-{:02}", year.unwrap_or(0), month.unwrap_or(0), day.unwrap_or(0)))
}

/// `09.15.15`, month first if it can be.
fn dotted(text: &str) -> Option<String> {
    let parts: Vec<u32> = text.split('.').filter_map(|p| p.parse().ok()).collect();
    let &[a, b, c] = parts.as_slice() else { return None };
    let year = if c < 100 { 2000 + c } else { c };
    let (month, day) = if a <= 12 { (a, b) } else { (b, a) };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_date_has_one_form() {
        for name in ["March 8, 2015", "8 March 2015", "8th March, 2015", "Mar. 8, 2015", "2015-03-08", "03.08.15"] {
            assert_eq!(normal(name), "2015-03-08", "{name}");
        }
        assert_eq!(normal("March 2015"), "2015-03-00");
        assert_eq!(normal("Three-day"), normal("three day"));
        assert_ne!(normal("last Friday"), normal("Friday"));
    }
}
