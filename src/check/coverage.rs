//! Competencies: where each is named, where the body shows it at work, and whether the groups that must be covered are.

use std::collections::HashSet;
use std::ops::Range;

use super::Context;
use super::draft::Answer;
use super::evidence::Showing;
use super::{reworded, shown};
use crate::certification::{Group, Requirement};
use crate::document::Kind;
use crate::finding::{Evidence, Named, Severity, Status};
use crate::message::{Message, counted};
use crate::say;

/// How many codes make a listing by codes.
pub(super) const FEW_CODES: usize = 3;

/// How many codes that look like those of competencies (« CP3 », « C11 ») stand in the listing.
pub(super) fn codes(context: &Context<'_>) -> usize {
    let Some(listing) = &context.names.listing else { return 0 };
    let words = listing.clone().filter_map(|block| context.dossier.words.get(block));
    let is_code = |word: &&str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        ["c", "cp", "ct", "comp"].iter().any(|code| word.strip_suffix(digits) == Some(code))
            && (1..=2).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let codes: HashSet<&str> = words.flat_map(|words| words.words().filter(is_code)).collect();
    codes.len()
}

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, groups: &[Group]) -> Answer {
    let matrix = matrix(context, groups);
    let (at_work, by_name): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(|group| group.shown);
    let named = (!by_name.is_empty()).then(|| named(context, requirement, &by_name, &matrix));
    let shown = (!at_work.is_empty()).then(|| shown::check(context, requirement, &at_work, &matrix));
    let mut answer = match (named, shown) {
        (Some(named), Some(shown)) => both(named, shown),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => all_named(requirement, &[]),
    };
    answer.finding.competencies = matrix;
    answer
}

/// The answer on groups of which some ask for names and others for work: that of the one that is worse, with what both
/// found.
fn both(named: Answer, shown: Answer) -> Answer {
    let rank = |answer: &Answer| match answer.finding.status {
        Status::NotMet => 2,
        Status::NotJudged => 1,
        Status::Met => 0,
    };
    let Message { fr, en } = named.finding.found.clone();
    let Message { fr: work, en: at_work } = shown.finding.found.clone();
    let worse = if rank(&shown) > rank(&named) { shown } else { named };
    worse.found(say!("{fr} ; {work}", "{en}; {at_work}"))
}

/// The answer on `groups`, which all ask for names.
fn named(context: &Context<'_>, requirement: &Requirement, groups: &[&Group], matrix: &[Evidence]) -> Answer {
    let tally = Tally::of(context, matrix, groups);
    let (asked, covered) = (tally.asked, tally.covered);
    let Message { fr, .. } = counted(covered, ["compétence exigée", "compétences exigées"], ["", ""]);
    let found = say!("{fr} sur {asked}", "{covered} of {asked} required competencies");
    let mut answer = if tally.missing.is_empty() {
        all_named(requirement, &tally.loose)
    } else {
        without(context, requirement, &tally)
    };
    answer = answer.found(found);
    if let Some(range) = &context.names.listing {
        answer = answer.at(context.dossier.place_without_excerpt(range.start));
    }
    answer
}

/// What is named of the competencies that groups require.
#[derive(Default)]
struct Tally<'e> {
    /// How many are asked for, of each group those of which some are enough counted as often as that.
    asked: usize,
    covered: usize,
    /// What is not named, each with what would do.
    missing: Vec<Message>,
    /// What of it may be named all the same.
    doubts: Vec<Doubt>,
    /// How many of the missing no doubt makes up for.
    lost: usize,
    /// Names that are told in other words, or by a code.
    loose: Vec<&'e str>,
}

/// Why a competency that is not named may be there.
struct Doubt {
    /// The name of the competency.
    name: String,
    why: Why,
    /// The block that says so.
    block: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It is named to say that it is not shown.
    Denied,
    /// A line of the listing may be it in other words.
    Reworded,
}

impl Doubt {
    fn of(context: &Context<'_>, matrix: &[Evidence], id: &str) -> Option<Self> {
        let number = matrix.iter().position(|evidence| evidence.id == id)?;
        let denied = context.names.denied.get(number).copied().flatten();
        let (why, block) = match denied {
            Some(block) => (Why::Denied, block),
            None => (Why::Reworded, reworded::of(context, number)?),
        };
        Some(Self { name: format!("« {} »", name(matrix, id)), why, block })
    }
}

impl<'e> Tally<'e> {
    fn of(context: &Context<'_>, matrix: &'e [Evidence], groups: &[&Group]) -> Self {
        let mut tally = Self::default();
        for group in groups {
            group.all_of.iter().for_each(|id| tally.add(context, matrix, id));
            tally.add_some_of(context, matrix, group);
        }
        tally
    }

    fn add(&mut self, context: &Context<'_>, matrix: &'e [Evidence], id: &str) {
        self.asked += 1;
        match listed(matrix, id) {
            Named::Nowhere => {
                self.missing.push(Message::same(format!("« {} »", name(matrix, id))));
                let doubt = Doubt::of(context, matrix, id);
                self.lost += usize::from(doubt.is_none());
                self.doubts.extend(doubt);
                return;
            }
            Named::Exactly => {}
            Named::Paraphrased | Named::ByCode => self.loose.push(name(matrix, id)),
        }
        self.covered += 1;
    }

    fn add_some_of(&mut self, context: &Context<'_>, matrix: &[Evidence], group: &Group) {
        let least = group.at_least;
        let have = group.any_of.iter().filter(|id| listed(matrix, id) != Named::Nowhere).count();
        self.asked += least;
        self.covered += have.min(least);
        if have >= least {
            return;
        }
        let nowhere = group.any_of.iter().filter(|id| listed(matrix, id) == Named::Nowhere);
        let doubts: Vec<Doubt> = nowhere.filter_map(|id| Doubt::of(context, matrix, id)).collect();
        self.lost += usize::from(have + doubts.len() < least);
        self.doubts.extend(doubts);
        let names: Vec<String> = group.any_of.iter().map(|id| format!("« {} »", name(matrix, id))).collect();
        let (fr, en) = (names.join(" ou "), names.join(" or "));
        self.missing.push(match have {
            0 => say!("au moins {least} parmi {fr}", "at least {least} of {en}"),
            _ => {
                let Message { fr: one, en: found } =
                    counted(have, ["trouvée", "trouvées"], ["found", "found"]);
                say!("au moins {least} parmi {fr} ({one})", "at least {least} of {en} ({found})")
            }
        });
    }
}

fn name<'e>(matrix: &'e [Evidence], id: &str) -> &'e str {
    matrix.iter().find(|evidence| evidence.id == id).map_or("", |evidence| evidence.name.as_str())
}

fn listed(matrix: &[Evidence], id: &str) -> Named {
    matrix.iter().find(|evidence| evidence.id == id).map_or(Named::Nowhere, |evidence| evidence.listed)
}

fn all_named(requirement: &Requirement, loose: &[&str]) -> Answer {
    if loose.is_empty() {
        let message =
            say!("Toutes les compétences exigées sont nommées", "All required competencies are named");
        return Answer::new(requirement, Status::Met, 0.95, message);
    }
    let names: Vec<String> = loose.iter().map(|name| format!("« {name} »")).collect();
    let names = names.join(", ");
    let message = say!(
        "Toutes les compétences exigées sont nommées ; pas mot pour mot : {names}",
        "All required competencies are named; not word for word: {names}"
    );
    Answer::new(requirement, Status::Met, 0.75, message)
}

/// The answer where some are missing: not met, unless what was read may be why.
fn without(context: &Context<'_>, requirement: &Requirement, tally: &Tally<'_>) -> Answer {
    let fr: Vec<&str> = tally.missing.iter().map(|m| m.fr.as_str()).collect();
    let en: Vec<&str> = tally.missing.iter().map(|m| m.en.as_str()).collect();
    let missing = Message::new(fr.join(" ; "), en.join("; "));
    let doubt = match &context.names.listing {
        None => doubt_without_listing(context, tally.covered, &missing),
        Some(listing) => doubt_about(context, requirement, listing.clone(), tally.covered, &missing),
    };
    if let Some(doubt) = doubt {
        return Answer::open(requirement, doubt);
    }
    if tally.lost == 0 {
        return doubtful(context, requirement, &tally.doubts);
    }
    let Message { fr, en } = missing;
    let message = say!(
        "Compétences exigées introuvables dans le dossier : {fr}",
        "Required competencies not found: {en}"
    );
    Answer::new(requirement, Status::NotMet, 0.85, message)
}

/// The answer where all that is missing may be there.
fn doubtful(context: &Context<'_>, requirement: &Requirement, doubts: &[Doubt]) -> Answer {
    let names = |why: Why| {
        let names: Vec<&str> =
            doubts.iter().filter(|doubt| doubt.why == why).map(|it| it.name.as_str()).collect();
        names.join(", ")
    };
    let (denied, reworded) = (names(Why::Denied), names(Why::Reworded));
    let mut parts = Vec::new();
    if !denied.is_empty() {
        parts.push(say!(
            "Le texte nomme {denied}, mais semble dire que le projet ne couvre pas cela : vérifiez.",
            "The text names {denied}, but seems to say that the project does not cover it: check."
        ));
    }
    if !reworded.is_empty() {
        parts.push(say!(
            "La liste ne nomme pas {reworded} mot pour mot, mais le dit peut-être autrement : comparez, et employez les noms du référentiel.",
            "The list does not name {reworded} word for word, but may say it otherwise: compare, and use the référentiel's names."
        ));
    }
    let join = |get: fn(&Message) -> &str| parts.iter().map(get).collect::<Vec<_>>().join(" ");
    let message = Message::new(join(|part| &part.fr), join(|part| &part.en));
    let places = doubts.iter().map(|doubt| context.dossier.place(doubt.block)).collect();
    Answer::open(requirement, message).passages(places)
}

fn doubt_without_listing(context: &Context<'_>, covered: usize, missing: &Message) -> Option<Message> {
    let Message { fr, en } = missing;
    if covered == 0 {
        return Some(say!(
            "Aucune liste de compétences n'a été trouvée : la couverture ne peut pas être vérifiée.",
            "No list of competencies was found: coverage cannot be checked."
        ));
    }
    // The cells of a table whose part was not found may be read across its columns.
    (!context.dossier.structure.document.knows_tables).then(|| {
        say!(
            "La partie qui énumère les compétences n'a pas été trouvée, et ce format ne montre pas les tableaux : voyez vous-même si elle nomme aussi {fr}.",
            "The part that lists the competencies was not found, and this format shows no tables: see for yourself whether it names {en} as well."
        )
    })
}

fn doubt_about(
    context: &Context<'_>,
    requirement: &Requirement,
    listing: Range<usize>,
    covered: usize,
    missing: &Message,
) -> Option<Message> {
    let Message { fr, en } = missing;
    let named = context.names.named.iter().filter(|(named, _)| *named != Named::Nowhere).count();
    let codes = codes(context);
    if codes >= FEW_CODES && codes > named {
        return Some(say!(
            "La liste emploie {codes} codes (« CP1 », « C2 »…) sans le nom de toutes les compétences, et un code ne dit pas laquelle il désigne : vérifiez-la vous-même. Sans nom : {fr}",
            "The list uses {codes} codes (“CP1”, “C2”…) without the names of all competencies, and a code does not tell which one it means: check it yourself. Without a name: {en}"
        ));
    }
    if !is_readable(context, listing, covered) {
        return Some(say!(
            "La partie sur les compétences ne contient presque pas de texte (une image ?) : vérifiez-la vous-même.",
            "The part on competencies holds hardly any text (a picture?): check it yourself."
        ));
    }
    // Where the text does not make the names themselves compulsory, other words for all of them may do.
    (named == 0 && requirement.severity != Severity::Error).then(|| {
        say!(
            "La partie sur les compétences n'en nomme aucune avec les mots du référentiel : comparez-les vous-même. Exigées : {fr}",
            "The part on competencies names none in the référentiel's words: compare them yourself. Required: {en}"
        )
    })
}

/// False for a listing that is, by what of it is text, a picture.
fn is_readable(context: &Context<'_>, listing: Range<usize>, covered: usize) -> bool {
    let drawn = || {
        let blocks = context.dossier.structure.blocks(listing.clone());
        blocks.iter().any(|block| block.kind == Kind::Image)
            || context.dossier.is_above_picture(listing.start)
    };
    context.dossier.count(listing.clone()).words >= 20 || covered > 0 && !drawn()
}

/// Every competency with where it is named and shown.
fn matrix(context: &Context<'_>, groups: &[Group]) -> Vec<Evidence> {
    let showing = Showing::of(context);
    context
        .certification
        .competencies()
        .zip(&context.names.named)
        .map(|((activity, competency), (named, block))| Evidence {
            id: competency.id.clone(),
            name: competency.name.clone(),
            activity: activity.name.clone(),
            required: groups
                .iter()
                .any(|g| g.all_of.contains(&competency.id) || g.any_of.contains(&competency.id)),
            listed: *named,
            listed_at: block.map(|block| context.dossier.place(block)),
            shown_at: showing.places(competency),
        })
        .collect()
}
