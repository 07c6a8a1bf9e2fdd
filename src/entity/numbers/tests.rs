//! Dates, times, money and counts.

use crate::entity::tests::check;

#[test]
fn dates_of_the_calendar() {
    check("He left on March 8, 2015, and came on 9 May 2016.", "DATE: March 8, 2015 | DATE: 9 May 2016");
    check("It was July last year, or late November.", "DATE: July last year | DATE: late November");
    check("It was posted 2016-04-18 and on 09.15.15.", "DATE: 2016-04-18 | DATE: 09.15.15");
    check("It froze in 2010 and in the 1990s.", "DATE: 2010 | DATE: 1990s");
    check("They may march in May.", "DATE: May");
}

#[test]
fn dates_from_today() {
    check(
        "He came on Friday, last week and three days later.",
        "DATE: Friday | DATE: last week | DATE: three days later",
    );
    check("He comes later this month, or in the past two years.", "DATE: later this month | DATE: past two years");
    check("It was a three-day walk, a few days ago.", "DATE: three-day | DATE: few days ago");
}

#[test]
fn times_are_shorter_than_a_day() {
    check("He left on Thursday morning.", "DATE: Thursday | TIME: morning");
    check(
        "It rained last night for a 48-hour stretch until 13:32 or 9 a.m.",
        "TIME: last night | TIME: 48-hour | TIME: 13:32 | TIME: 9 a.m.",
    );
}

#[test]
fn money_has_a_currency() {
    check("It cost $5 million, US$20 or 300 euros.", "MONEY: $5 million | MONEY: US$20 | MONEY: 300 euros");
    check("It cost tens of millions of dollars.", "MONEY: tens of millions of dollars");
}

#[test]
fn quantities_count_something() {
    check("One source saw between 1,300 and 1,500 boats.", "QUANTITY: One | QUANTITY: between 1,300 and 1,500");
    check("He lost one-third of hundreds of boats.", "QUANTITY: one-third | QUANTITY: hundreds");
    check("About 40 percent walked 12 km.", "QUANTITY: 40 percent | QUANTITY: 12 km");
    check("They sent up to 1,000 boats.", "QUANTITY: 1,000");
}

#[test]
fn what_counts_nothing_is_no_quantity() {
    check("It is one of the first, the second and one another.", "");
    check("The one thing is that no one came.", "");
    check("It is in decree No. 1312 of the book, on page X-12.", "");
}
