//! Folders among those of candidates in which nothing is a document.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{holds_annexes, is_archive, is_unread_document, own_folder};
use crate::discover::{files_in, folders_in, is_for_programs};

/// The folders right under `root` in which a candidate would be looked for and none of `documents` lies. `root` holds the
/// folders of candidates where documents lie in several of them; where they lie in one alone, it may be the work of one
/// person, and only what is empty, or what somebody may have handed in (an archive), is told.
pub fn vacant(root: &Path, documents: &[PathBuf]) -> Vec<PathBuf> {
    let roots = [root.to_owned()];
    let own = |path: &PathBuf| own_folder(&roots, path);
    let held: BTreeSet<PathBuf> = documents.iter().filter_map(own).collect();
    let are_loose = documents.iter().any(|path| path.parent() == Some(root));
    let is_cohort = held.len() > 1;
    if held.is_empty() || (are_loose && !is_cohort) {
        return Vec::new();
    }
    let is_vacant = |folder: &PathBuf| {
        if held.contains(folder) || holds_annexes(folder) || is_for_programs(folder) {
            return false;
        }
        let files = files_in(std::slice::from_ref(folder));
        (is_cohort
            || files.is_empty()
            || files.iter().any(|path| is_archive(path) || is_unread_document(path)))
            && !(is_of_pictures(folder) && !files.is_empty() && files.iter().all(|path| is_picture(path)))
    };
    folders_in(root).into_iter().filter(is_vacant).collect()
}

/// True for a folder whose name says that it holds the pictures of a document.
fn is_of_pictures(folder: &Path) -> bool {
    const NAMES: [&str; 12] = [
        "images",
        "image",
        "img",
        "imgs",
        "figures",
        "figure",
        "media",
        "medias",
        "assets",
        "captures",
        "screenshots",
        "schemas",
    ];
    let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    NAMES.contains(&super::folded(&name).as_str())
}

fn is_picture(path: &Path) -> bool {
    super::has_extension(path, &["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff", "drawio"])
}
