//! What rule files add to the lexicon.

use std::borrow::Cow;

use toml::Spanned;

use super::{Checked, message};
use crate::certification::compiled::Addition;
use crate::certification::error::{Origin, nearest};
use crate::certification::load::{Parsed, Resolved};
use crate::certification::{RuleError, written};
use crate::lexicon::{Lexicon, SharedLexicon};
use crate::say;

/// Topics with the words that a file adds to them.
pub(super) fn own_aliases(file: &written::RuleFile) -> Vec<(String, String)> {
    let topics = file.topic.iter().map(|topic| (topic.id.get_ref(), &topic.aliases));
    let more = file.aliases.iter().map(|(topic, aliases)| (topic.get_ref(), aliases));
    topics
        .chain(more)
        .flat_map(|(topic, aliases)| aliases.iter().map(|alias| (topic.clone(), alias.get_ref().clone())))
        .collect()
}

/// The lexicon with the words of every file of the chain, base first, and what they are. The shared one is copied only
/// where a file adds to it.
pub(super) fn extended(
    resolved: &Resolved,
    shared: &SharedLexicon,
) -> Checked<(SharedLexicon, Vec<Addition>)> {
    let mut lexicon = Cow::Borrowed(&**shared);
    let mut additions = Vec::new();
    let mut add = |addition: Addition, lexicon: &mut Cow<'_, Lexicon>| {
        addition.apply(lexicon.to_mut());
        additions.push(addition);
    };
    for Parsed { origin, file } in resolved.chain.iter().rev() {
        for topic in &file.topic {
            let id = topic.id.get_ref();
            if lexicon.topic(id).is_some() {
                return Err(known_topic(origin, &topic.id));
            }
            add(Addition::Topic(id.clone(), message(&topic.name)), &mut lexicon);
            for alias in &topic.aliases {
                add(checked_alias(origin, id, alias)?, &mut lexicon);
            }
        }
        for (topic, aliases) in &file.aliases {
            if lexicon.topic(topic.get_ref()).is_none() {
                return Err(unknown_topic(origin, topic, &lexicon));
            }
            for alias in aliases {
                add(checked_alias(origin, topic.get_ref(), alias)?, &mut lexicon);
            }
        }
    }
    let lexicon = match lexicon {
        Cow::Borrowed(_) => shared.clone(),
        Cow::Owned(own) => own.into(),
    };
    Ok((lexicon, additions))
}

fn known_topic(origin: &Origin, id: &Spanned<String>) -> Box<RuleError> {
    origin.fault(
        id.span(),
        say!("le thème `{0}` existe déjà", "topic `{0}` is there already", id.get_ref()),
        say!("déjà dans le lexique", "in the lexicon already"),
        Some(say!("pour ajouter des mots à un thème : `[aliases]`", "to add words to a topic: `[aliases]`")),
    )
}

fn checked_alias(origin: &Origin, topic: &str, alias: &Spanned<String>) -> Checked<Addition> {
    if !alias.get_ref().chars().any(char::is_alphabetic) {
        return Err(origin.fault(
            alias.span(),
            say!("alias sans lettre", "alias without a letter"),
            say!("ne peut rien reconnaître", "can match nothing"),
            None,
        ));
    }
    Ok(Addition::Alias(topic.to_owned(), alias.get_ref().clone()))
}

pub(super) fn unknown_topic(origin: &Origin, topic: &Spanned<String>, lexicon: &Lexicon) -> Box<RuleError> {
    let known: Vec<&str> = lexicon.topics().iter().map(|topic| topic.id.as_str()).collect();
    origin.fault(
        topic.span(),
        say!("thème inconnu `{0}`", "unknown topic `{0}`", topic.get_ref()),
        say!("n'est pas dans le lexique", "is not in the lexicon"),
        nearest(topic.get_ref(), known.iter().copied()),
    )
}
