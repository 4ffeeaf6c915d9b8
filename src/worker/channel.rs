//! What goes through the pipes between a worker and its parent: a message as JSON, and bytes that belong to it.
//!
//! All numbers are little-endian: length of the JSON, number of byte strings, the JSON, then each string with its length
//! before it.

use std::io::{Error, ErrorKind, Read, Result, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest message or byte string that is taken: no answer on a dossier comes near.
const LONGEST: u64 = 1 << 30;

/// Sends `message` with `attached`.
///
/// # Errors
/// Where the other side is gone.
pub(super) fn send(out: &mut impl Write, message: &impl Serialize, attached: &[&[u8]]) -> Result<()> {
    let json = serde_json::to_vec(message)?;
    let mut head = Vec::with_capacity(12);
    head.extend((json.len() as u64).to_le_bytes());
    head.extend(u32::try_from(attached.len()).map_err(Error::other)?.to_le_bytes());
    out.write_all(&head)?;
    out.write_all(&json)?;
    for bytes in attached {
        out.write_all(&(bytes.len() as u64).to_le_bytes())?;
        out.write_all(bytes)?;
    }
    out.flush()
}

/// Receives a message with what is attached to it; none where the other side has closed.
///
/// # Errors
/// Where it breaks off or is no such message.
pub(super) fn receive<T: DeserializeOwned>(input: &mut impl Read) -> Result<Option<(T, Vec<Vec<u8>>)>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut count = [0; 4];
    input.read_exact(&mut count)?;
    let json = bytes(input, u64::from_le_bytes(length))?;
    let mut attached = Vec::new();
    for _ in 0..u32::from_le_bytes(count) {
        input.read_exact(&mut length)?;
        attached.push(bytes(input, u64::from_le_bytes(length))?);
    }
    Ok(Some((serde_json::from_slice(&json)?, attached)))
}

fn bytes(input: &mut impl Read, length: u64) -> Result<Vec<u8>> {
    if length > LONGEST {
        return Err(Error::new(ErrorKind::InvalidData, "message over the bound"));
    }
    // Read as it comes: room is never made for more than has been sent.
    let mut out = Vec::new();
    input.take(length).read_to_end(&mut out)?;
    if out.len() as u64 == length { Ok(out) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        let mut wire = Vec::new();
        send(&mut wire, &"bonjour", &[b"un", b""]).unwrap();
        send(&mut wire, &7, &[]).unwrap();
        let mut rest = wire.as_slice();
        let expected = ("bonjour".to_owned(), vec![b"un".to_vec(), Vec::new()]);
        assert_eq!(receive::<String>(&mut rest).unwrap(), Some(expected));
        assert_eq!(receive::<i32>(&mut rest).unwrap(), Some((7, vec![])));
        assert_eq!(receive::<i32>(&mut rest).unwrap(), None);
    }

    #[test]
    fn a_message_that_breaks_off_or_lies_is_an_error() {
        let mut wire = Vec::new();
        send(&mut wire, &"bonjour", &[b"un"]).unwrap();
        for end in 8..wire.len() {
            assert!(receive::<String>(&mut &wire[..end]).is_err(), "{end}");
        }
        let mut long = u64::MAX.to_le_bytes().to_vec();
        long.extend([0; 4]);
        assert!(receive::<String>(&mut long.as_slice()).is_err());
    }
}
