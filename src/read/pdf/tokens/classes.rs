//! What bytes are: white space, delimiters, others.

/// What every byte is: most of a page's content are numbers, of which every byte is asked for.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let (spaces, others) = (b" \n\r\t\x0c\0", b"()<>[]{}/%");
    let mut i = 0;
    while i < spaces.len() {
        classes[spaces[i] as usize] = SPACE;
        i += 1;
    }
    i = 0;
    while i < others.len() {
        classes[others[i] as usize] = DELIMITER;
        i += 1;
    }
    classes
};
const SPACE: u8 = 1;
const DELIMITER: u8 = 2;

pub(super) fn is_space(c: u8) -> bool {
    CLASSES[usize::from(c)] == SPACE
}

pub(super) fn is_delimiter(c: u8) -> bool {
    CLASSES[usize::from(c)] != 0
}
