//! Dates as people write them.

use super::Date;

/// « lundi 23 novembre 2026 », « vendredi 1er mai 2026 ».
pub fn french_date(date: Date) -> String {
    const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let (day, month) = names(date, &DAYS, &MONTHS);
    let ordinal = if date.day() == 1 { "er" } else { "" };
    format!("{day} {}{ordinal} {month} {}", date.day(), date.year())
}

/// "Monday 23 November 2026".
pub fn english_date(date: Date) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (day, month) = names(date, &DAYS, &MONTHS);
    format!("{day} {} {month} {}", date.day(), date.year())
}

fn names<'a>(date: Date, days: &[&'a str; 7], months: &[&'a str; 12]) -> (&'a str, &'a str) {
    let day = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let month = usize::from(date.month().unsigned_abs());
    (days.get(day).unwrap_or(&""), months.get(month.wrapping_sub(1)).unwrap_or(&""))
}

/// True for what is written as a day is (`2026-02-30`), whether or not there is such a day.
pub fn is_written_as_a_day(text: &str) -> bool {
    let text = text.trim();
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// A day in figures, as French writes it: `01/09/2026`.
pub fn short_date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_out() {
        assert_eq!(french_date(date(2026, 11, 23)), "lundi 23 novembre 2026");
        assert_eq!(french_date(date(2026, 5, 1)), "vendredi 1er mai 2026");
        assert_eq!(english_date(date(2027, 1, 31)), "Sunday 31 January 2027");
    }
}
