//! A home for LibreOffice that is thrown away with its profile: it writes neither into the user's own folder nor beside
//! other temporary files.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Gives what `command` will start a home and a temporary folder in `folder`, with the fonts of the user.
///
/// # Errors
/// Where they cannot be made.
pub(super) fn settle(command: &mut Command, folder: &Path) -> io::Result<()> {
    let (home, temporary) = (folder.join("home"), folder.join("tmp"));
    std::fs::create_dir_all(&temporary)?;
    for (variable, place, _) in PLACES {
        let place = home.join(place);
        std::fs::create_dir_all(&place)?;
        command.env(variable, &place);
    }
    link_fonts(&home);
    for variable in ["TMPDIR", "TMP", "TEMP", "XDG_RUNTIME_DIR"] {
        command.env(variable, &temporary);
    }
    Ok(())
}

/// Where programs look for the folders of a user, where these are in a home, and what of fonts lies in them.
const PLACES: [(&str, &str, &[&str]); 4] = [
    ("HOME", "", &[".fonts", ".fonts.conf"]),
    ("XDG_DATA_HOME", ".local/share", &["fonts"]),
    ("XDG_CONFIG_HOME", ".config", &["fontconfig"]),
    ("XDG_CACHE_HOME", ".cache", &[]),
];

/// Fonts of the user and what they say of fonts, wherever they are: with others the pages are not the same.
pub(super) fn fonts() -> Vec<(PathBuf, PathBuf)> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let mut all = Vec::new();
    for (variable, place, names) in PLACES {
        let set = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
        let folder = set.or_else(|| home.as_ref().map(|home| home.join(place)));
        let each =
            |folder: PathBuf| names.iter().map(move |name| (folder.join(name), Path::new(place).join(name)));
        all.extend(folder.into_iter().flat_map(each).filter(|(own, _)| own.exists()));
    }
    all
}

/// What cannot be linked is left out: the pages are those of the fonts of the system then.
#[cfg(unix)]
fn link_fonts(home: &Path) {
    for (own, place) in fonts() {
        let _ = std::os::unix::fs::symlink(own, home.join(place));
    }
}

#[cfg(not(unix))]
fn link_fonts(_home: &Path) {}
