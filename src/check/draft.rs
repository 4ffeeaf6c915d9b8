//! A finding in the making: what every answer has, and the answer with what it serves.

use crate::certification::{Requirement, Stage};
use crate::finding::{Finding, Severity, Status, Where};
use crate::message::Message;
use crate::say;

/// How sure an answer is that leaves the matter to a person.
const OPEN: f32 = 0.4;

/// A finding, and the sections that serve the requirement.
pub(super) struct Answer {
    pub(super) finding: Finding,
    pub(super) served: Vec<usize>,
    /// The block where the part opens that was found for it.
    pub(super) part: Option<usize>,
    /// It is not met because there is too much of something: more of it changes nothing.
    pub(super) beyond: bool,
}

impl Answer {
    /// An answer to `requirement`, to be completed.
    pub(super) fn new(requirement: &Requirement, status: Status, confidence: f32, message: Message) -> Self {
        let message =
            if requirement.not_yet && status != Status::Met { later(requirement, message) } else { message };
        let help = if status == Status::Met { Message::default() } else { requirement.help.clone() };
        Self {
            finding: Finding {
                requirement: requirement.id.clone(),
                document: requirement.document.clone(),
                title: titled(&requirement.title, requirement.overlay.as_ref()),
                status,
                severity: requirement.severity,
                confidence,
                found: Message::default(),
                expected: Message::same(requirement.quote.clone()),
                message,
                help,
                place: Where::default(),
                characters: None,
                words: None,
                language: None,
                quote: requirement.quote.clone(),
                reference: requirement.reference.clone(),
                passages: Vec::new(),
                competencies: Vec::new(),
                waiver: None,
                overlay: requirement.overlay.clone(),
                waits: false,
                waits_for: Message::default(),
                in_force_from: requirement.not_yet.then(|| requirement.stage.id().to_owned()),
            },
            served: Vec::new(),
            part: None,
            beyond: false,
        }
    }

    /// An answer that leaves `requirement` to a person, whom `message` tells why.
    pub(super) fn open(requirement: &Requirement, message: Message) -> Self {
        Self::new(requirement, Status::NotJudged, OPEN, message)
    }

    pub(super) fn found(mut self, found: Message) -> Self {
        self.finding.found = found;
        self
    }

    pub(super) fn expected(mut self, expected: Message) -> Self {
        self.finding.expected = expected;
        self
    }

    pub(super) fn help(mut self, help: Message) -> Self {
        self.finding.help = help;
        self
    }

    /// Nothing is there to be judged: what it is about was not found, which another answer tells.
    pub(super) fn waits(mut self) -> Self {
        self.finding.help = Message::default();
        self.finding.waits = true;
        self
    }

    pub(super) fn at(mut self, place: Where) -> Self {
        self.finding.place = place;
        self
    }

    /// The part that was found opens with block `block`.
    pub(super) fn part(mut self, block: usize) -> Self {
        self.part = Some(block);
        self
    }

    pub(super) fn passages(mut self, passages: Vec<Where>) -> Self {
        for place in passages {
            if !self.finding.passages.contains(&place) {
                self.finding.passages.push(place);
            }
        }
        self
    }

    pub(super) fn beyond(mut self, beyond: bool) -> Self {
        self.beyond = beyond;
        self
    }

    pub(super) fn counts(mut self, characters: usize, words: usize) -> Self {
        self.finding.characters = Some(characters);
        self.finding.words = Some(words);
        self
    }

    pub(super) fn language(mut self, language: Option<&str>) -> Self {
        self.finding.language = language.map(str::to_owned);
        self
    }

    /// What the answer weighs, where that is less than the requirement: what is due apart and was not handed in is no
    /// matter of this file.
    pub(super) fn weighs(mut self, severity: Severity) -> Self {
        self.finding.severity = severity.min(self.finding.severity);
        self
    }

    pub(super) fn serves(mut self, sections: impl IntoIterator<Item = usize>) -> Self {
        self.served.extend(sections);
        self
    }
}

/// The title, with whose rule it is, that of a centre, where it is not the référentiel's.
pub(super) fn titled(title: &Message, overlay: Option<&String>) -> Message {
    match overlay {
        None => title.clone(),
        Some(centre) => {
            let Message { fr, en } = title;
            say!("{fr} (consigne : {centre})", "{en} (rule of {centre})")
        }
    }
}

/// The message of what is not in force yet.
fn later(requirement: &Requirement, Message { fr, en }: Message) -> Message {
    let (from, since) = match requirement.stage {
        Stage::Reception => ("de la réception", "the reception"),
        _ => ("du dépôt", "the deposit"),
    };
    say!("Exigé à partir {from} seulement. {fr}", "Asked for from {since} on only. {en}")
}
