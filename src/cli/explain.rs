//! `conforme explain`: what a requirement asks, what is looked for, and how to put it right.

use conforme::certification::{Asks, Certification, Library, Requirement};
use conforme::finding::Severity;
use conforme::message::Message;
use conforme::say;

use super::args::ExplainArgs;
use super::console::Console;
use super::failure::Failure;

pub(super) fn explain(args: &ExplainArgs, console: &Console) -> Result<u8, Failure> {
    let library = Library::built_in();
    let all = match &args.certification {
        Some(name) => vec![library.find(name)?],
        None => library.load_all()?,
    };
    let holding: Vec<&Certification> =
        all.iter().filter(|c| c.requirement(&args.requirement).is_some()).collect();
    let Some((certification, requirement)) =
        holding.first().and_then(|c| Some((*c, c.requirement(&args.requirement)?)))
    else {
        return Err(unknown(&args.requirement, &all));
    };
    let mut lines = about(certification, requirement);
    if holding.len() > 1 {
        let others: Vec<&str> = holding.iter().skip(1).map(|c| c.id.as_str()).collect();
        let others = others.join(", ");
        lines.push(say!(
            "\nAussi dans : {others} (précisez avec --certification)",
            "\nAlso in: {others} (choose with --certification)"
        ));
    }
    let text: String = lines.iter().map(|line| format!("{}\n", line.get(console.lang))).collect();
    console.print(&text)?;
    Ok(super::OK)
}

fn about(certification: &Certification, requirement: &Requirement) -> Vec<Message> {
    let (id, of) = (&requirement.id, &certification.title);
    let title = &requirement.title;
    let mut lines = vec![
        Message::new(format!("{} ({id})", title.fr), format!("{} ({id})", title.en)),
        Message::same(of.clone()),
        Message::default(),
        Message::same(format!("« {} »", requirement.quote)),
        Message::same(requirement.reference.clone()),
        Message::default(),
        weight(requirement.severity),
        Message::default(),
        say!("Ce que conforme cherche", "What conforme looks for"),
    ];
    lines.extend(sought(certification, &requirement.asks));
    if !requirement.help.fr.is_empty() {
        let help = &requirement.help;
        lines.push(Message::default());
        lines.push(Message::new(format!("Que faire\n  {}", help.fr), format!("What to do\n  {}", help.en)));
    }
    lines.extend(in_programs(&requirement.asks));
    lines
}

fn weight(severity: Severity) -> Message {
    match severity {
        Severity::Error => say!(
            "Obligatoire : si elle n'est pas respectée, le dossier est non conforme.",
            "Compulsory: where it is not met, the dossier is not compliant."
        ),
        Severity::Warning => say!(
            "À surveiller : cela ne rend pas le dossier non conforme.",
            "To watch: it does not make the dossier non-compliant."
        ),
        Severity::Info => say!("Pour information.", "For information."),
    }
}

/// What is looked for, with the words.
fn sought(certification: &Certification, asks: &Asks) -> Vec<Message> {
    match asks {
        Asks::Presence(asks) => {
            let mut lines = vec![say!(
                "  un titre qui annonce cette partie, suivi d'un texte ; par exemple :",
                "  a heading that announces this part, with text under it; for instance:"
            )];
            lines.extend(asks.topics.iter().flat_map(|topic| words(certification, topic)));
            lines
        }
        Asks::Language(asks) => words(certification, &asks.of).into_iter().collect(),
        Asks::Form(asks) => asks.of.iter().filter_map(|topic| words(certification, topic)).collect(),
        Asks::Codes(_) | Asks::Protection(_) => Vec::new(),
        Asks::Listing(asks) => words(certification, &asks.topic).into_iter().collect(),
        Asks::Length(asks) => asks
            .bands
            .iter()
            .map(|(measure, band)| {
                let end = |value: Option<u32>| value.map_or_else(|| "…".to_owned(), |n| n.to_string());
                let decides = asks.decides.contains(measure);
                let (fr, en) =
                    if decides { ("décide", "decides") } else { ("pour information", "for information") };
                let (min, max, id) = (end(band.min), end(band.max), measure.id());
                say!("  {min} à {max} ({id}, {fr})", "  {min} to {max} ({id}, {en})")
            })
            .collect(),
        Asks::Mention(asks) => asks
            .of
            .iter()
            .map(|(thing, phrases)| {
                let phrases = phrases.join(", ");
                Message::new(format!("  {} : {phrases}", thing.fr), format!("  {}: {phrases}", thing.en))
            })
            .collect(),
        Asks::Order(asks) => {
            let title = |id: &String| {
                let title = &certification.requirement(id)?.title;
                Some(Message::new(format!("  puis {}", title.fr), format!("  then {}", title.en)))
            };
            asks.of.iter().filter_map(title).collect()
        }
        Asks::Fields(asks) => {
            asks.fields.iter().map(|f| Message::same(format!("  « {} »", f.label))).collect()
        }
        Asks::Filled(asks) => asks
            .blanks
            .iter()
            .map(|(title, _)| Message::new(format!("  {}", title.fr), format!("  {}", title.en)))
            .collect(),
        Asks::FixedText(texts) => texts.iter().map(|text| Message::same(format!("  « {text} »"))).collect(),
        Asks::Agreement(_) | Asks::Repeat(_) | Asks::PageNumbers => Vec::new(),
        Asks::Coverage(groups) => {
            let name = |id: &String| {
                certification
                    .competencies()
                    .find(|(_, competency)| competency.id == *id)
                    .map(|(_, competency)| Message::same(format!("  {}", competency.name)))
            };
            groups
                .iter()
                .flat_map(|group| group.all_of.iter().chain(&group.any_of))
                .filter_map(name)
                .collect()
        }
    }
}

/// The first titles known for a topic.
fn words(certification: &Certification, topic: &str) -> Option<Message> {
    let topic = certification.lexicon.topic(topic)?;
    let some: Vec<String> = topic.aliases.iter().take(12).map(|alias| format!("« {alias} »")).collect();
    Some(Message::same(format!("  {}", some.join(", "))))
}

/// How to do it in the programs that candidates use.
fn in_programs(asks: &Asks) -> Vec<Message> {
    let (word, office, docs, markdown) = match asks {
        Asks::Presence(_) => (
            say!("Accueil > Styles > Titre 1 ou Titre 2", "Home > Styles > Heading 1 or Heading 2"),
            say!("Styles > Titre 1 ou Titre 2", "Styles > Heading 1 or Heading 2"),
            say!("Format > Styles de paragraphe > Titre", "Format > Paragraph styles > Heading"),
            say!("une ligne « ## Mon titre »", "a line “## My heading”"),
        ),
        Asks::Length(_) => (
            say!("Révision > Statistiques", "Review > Word count"),
            say!("Outils > Nombre de mots", "Tools > Word count"),
            say!("Outils > Nombre de mots", "Tools > Word count"),
            say!("conforme count dossier.md", "conforme count dossier.md"),
        ),
        Asks::Listing(_) | Asks::Form(_) | Asks::Coverage(_) => (
            say!("Insertion > Tableau", "Insert > Table"),
            say!("Tableau > Insérer un tableau", "Table > Insert table"),
            say!("Insertion > Tableau", "Insert > Table"),
            say!("| Activité | Compétence |", "| Activity | Competency |"),
        ),
        _ => return Vec::new(),
    };
    let line = |name: &str, how: Message| {
        Message::new(format!("  {name} : {}", how.fr), format!("  {name}: {}", how.en))
    };
    vec![
        say!("\nComment", "\nHow"),
        line("Word", word),
        line("LibreOffice", office),
        line("Google Docs", docs),
        line("Markdown", markdown),
    ]
}

fn unknown(name: &str, all: &[Certification]) -> Failure {
    let mut known: Vec<&str> =
        all.iter().flat_map(|c| c.requirements.iter().map(|r| r.id.as_str())).collect();
    known.sort_unstable();
    known.dedup();
    let nearest =
        known.iter().min_by_key(|id| strsim::damerau_levenshtein(id, name)).copied().unwrap_or_default();
    Failure::Certification(say!(
        "aucune exigence « {name} ». Vouliez-vous dire « {nearest} » ?",
        "no requirement “{name}”. Did you mean “{nearest}”?"
    ))
}
