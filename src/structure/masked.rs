//! Lines of running heads and feet with their numbers masked.

use super::numbering;

/// True for « 12 », « 12/48 », « Page 12 sur 48 », « - 12 - », « p. 12 » with the numbers masked.
pub(super) fn is_page_number(masked: &str) -> bool {
    let mut numbers = 0;
    let words = masked.split(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '|' | '.' | '[' | ']' | '(' | ')')
    });
    for word in words.filter(|word| !word.is_empty()) {
        match word {
            "#" => numbers += 1,
            _ if ["page", "p", "pg", "sur", "of", "de", "n°"].contains(&word.to_lowercase().as_str()) => {}
            _ => return false,
        }
    }
    (1..=2).contains(&numbers)
}

/// `text` with every number, and a roman numeral that stands alone at an end, as `#`; and those numbers.
pub(super) fn mask(text: &str) -> (String, Vec<u32>) {
    let (mut masked, mut numbers) = (String::with_capacity(text.len()), Vec::new());
    let last = text.split(' ').count().saturating_sub(1);
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            masked.push(' ');
        }
        match (i == 0 || i == last).then(|| roman_of_any_case(word)).flatten() {
            Some(value) => {
                masked.push('#');
                numbers.push(value);
            }
            None => mask_digits(word, &mut masked, &mut numbers),
        }
    }
    (masked, numbers)
}

fn roman_of_any_case(word: &str) -> Option<u32> {
    let capitals = word.to_ascii_uppercase();
    (word == capitals || word == word.to_ascii_lowercase()).then(|| numbering::roman(&capitals)).flatten()
}

fn mask_digits(word: &str, masked: &mut String, numbers: &mut Vec<u32>) {
    let mut number: Option<u32> = None;
    for c in word.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            continue;
        }
        if let Some(value) = number.take() {
            masked.push('#');
            numbers.push(value);
        }
        masked.push(c);
    }
    if let Some(value) = number {
        masked.push('#');
        numbers.push(value);
    }
}
