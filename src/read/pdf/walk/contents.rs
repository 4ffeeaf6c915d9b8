//! What the streams of a page hold.

use lopdf::{Dictionary, Object};

use crate::read::pdf::file::File;

/// The content of a page, its streams parted by white space, and whether that is all of it.
pub(super) fn of_page(file: &File<'_>, dict: &Dictionary) -> (Vec<u8>, bool) {
    match file.get(dict, b"Contents") {
        Some(Object::Stream(stream)) => {
            let (data, whole) = file.content(stream);
            (data.unwrap_or_default(), whole)
        }
        Some(Object::Array(parts)) => {
            let (mut out, mut all) = (Vec::new(), true);
            for part in parts {
                let Some(Object::Stream(stream)) = file.resolve(part) else {
                    all &= !file.is_lost_object(part);
                    continue;
                };
                let (data, whole) = file.content(stream);
                all &= whole;
                let Some(data) = data else { continue };
                if out.is_empty() {
                    out = data;
                } else {
                    out.extend_from_slice(&data);
                }
                out.push(b'\n');
            }
            (out, all)
        }
        _ => (
            Vec::new(),
            !dict.as_hashmap().get(b"Contents".as_slice()).is_some_and(|it| file.is_lost_object(it)),
        ),
    }
}
