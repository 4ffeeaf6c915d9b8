//! Competencies that only one of two dossiers names.

use serde::{Deserialize, Serialize};

use crate::align::{Alignment, Fate, Text};
use crate::certification::Certification;
use crate::check::{Beside, Subject, check};
use crate::finding::{Evidence, Named, Where};
use crate::lexicon::folded;

/// A competency that only one of the two names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompetencyDifference {
    /// Id in the rule file.
    pub id: String,
    /// The official name.
    pub name: String,
    /// How the first names it.
    pub a: Named,
    /// How the second names it.
    pub b: Named,
    /// Where it is named, in the one that names it.
    pub place: Option<Where>,
}

/// The competencies that only one of the two names, by the requirements of `certification` about them.
pub(super) fn differences(
    certification: &Certification,
    a: (&Subject, &Text),
    b: (&Subject, &Text),
    alignment: &Alignment,
) -> Vec<CompetencyDifference> {
    let of_b = named(certification, b.0);
    let pairs = named(certification, a.0).into_iter().filter_map(|of_a| {
        let of_b = of_b.iter().find(|evidence| evidence.id == of_a.id)?;
        let (text, fates) = match (of_a.listed, of_b.listed) {
            (Named::Nowhere, Named::Nowhere) => return None,
            (_, Named::Nowhere) => (a.1, &alignment.a),
            (Named::Nowhere, _) => (b.1, &alignment.b),
            _ => return None,
        };
        // A row that goes on over a page cuts the name in one of the two; its words are there.
        (!stands_in_both(&of_a.name, text, fates)).then(|| CompetencyDifference {
            place: of_a.listed_at.or_else(|| of_b.listed_at.clone()),
            id: of_a.id,
            name: of_a.name,
            a: of_a.listed,
            b: of_b.listed,
        })
    });
    pairs.collect()
}

/// Every competency once.
fn named(certification: &Certification, subject: &Subject) -> Vec<Evidence> {
    let findings = check(certification, certification.main_document(), subject, Beside::default()).findings;
    let mut all: Vec<Evidence> = Vec::new();
    for evidence in findings.into_iter().flat_map(|finding| finding.competencies) {
        if !all.iter().any(|known| known.id == evidence.id) {
            all.push(evidence);
        }
    }
    all
}

/// True where `text` holds `name` word for word at a place that the other text has too.
fn stands_in_both(name: &str, text: &Text, fates: &[Fate]) -> bool {
    let keys: Vec<String> = name.split_whitespace().map(folded).filter(|key| !key.is_empty()).collect();
    let same = |words: &[crate::align::Word]| words.iter().zip(&keys).all(|(word, key)| *word.key == **key);
    !keys.is_empty()
        && text
            .words
            .windows(keys.len())
            .zip(fates.windows(keys.len()))
            .any(|(words, fates)| same(words) && fates.iter().all(|fate| *fate != Fate::Alone))
}
