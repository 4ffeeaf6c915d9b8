//! A dossier that lies there in several formats under one name: they are to hold the same text.

use std::path::Path;

use super::{Side, TWIN};
use crate::document::{Notice, NoticeKind};
use crate::message::Message;
use crate::read::{Limits, read};
use crate::say;
use crate::source::{Input, shown};
use crate::structure::Structure;

/// What is to be told of `file`, which has the name of the dossier at `path` but for its extension, where it has not the
/// text of `structure`, or nobody can read it.
pub fn other_version(structure: &Structure, path: &Path, file: &Input, limits: &Limits) -> Option<Notice> {
    let (main, other) = (shown(path), shown(&file.path));
    let read = match file.open(limits.file_bytes) {
        Ok(source) => read(&source, limits).map_err(|reason| reason.message()),
        Err(error) => Err(error.message()),
    };
    let (kind, message) = match read {
        Err(Message { fr, en }) => (
            NoticeKind::UnreadDocument,
            say!(
                "À vérifier : {other}, du même nom que {main}, n'a pas pu être lu : rien ne dit que c'est le même dossier. {fr}",
                "To be checked: {other}, of the same name as {main}, could not be read: nothing says that it is the same dossier. {en}"
            ),
        ),
        Ok(reading) => {
            let version = Structure::of(reading.document);
            let Message { fr, en } = Side::by_side(structure, &version).apart(TWIN)?;
            (
                NoticeKind::OtherVersion,
                say!(
                    "À vérifier : {main} et {other} ont le même nom et n'ont pas le même texte. Dans {other}, {fr} Ne laissez que le bon, ou comparez-les avec « conforme compare ».",
                    "To be checked: {main} and {other} have the same name and not the same text. In {other}, {en} Leave only the right one, or hold them side by side with “conforme compare”."
                ),
            )
        }
    };
    Some(Notice { kind, message, page: None })
}
