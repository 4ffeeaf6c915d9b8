//! The words that the formats for people share: names of verdicts, kinds, methods and places, numbers and plurals.
//! Nothing here is escaped; that is for the format.

use crate::document::{KnownBy, Notice};
use crate::finding::{Finding, Severity, Status, Verdict, Waiver, Where};
use crate::measure::{LedgerKind, PageMeasure, PageMethod};
use crate::message::{self, Lang, english_number, french_number};
use crate::structure::ZoneKind;

/// The one of the two texts that is in `lang`.
pub(super) fn pick<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// A whole number as the language groups its digits.
pub(super) fn number(lang: Lang, number: usize) -> String {
    match lang {
        Lang::Fr => french_number(number as u64),
        Lang::En => english_number(number as u64),
    }
}

/// `n` and the form of the noun that goes with it.
pub(super) fn counted(lang: Lang, n: usize, fr: [&str; 2], en: [&str; 2]) -> String {
    message::counted(n, fr, en).get(lang).to_owned()
}

/// `part` in `whole` as a percentage with one decimal: « 12,5 % ».
pub(super) fn share(lang: Lang, part: usize, whole: usize) -> String {
    let share = (part * 1000 + whole / 2).checked_div(whole).unwrap_or_default();
    match lang {
        Lang::Fr => format!("{},{} %", share / 10, share % 10),
        Lang::En => format!("{}.{}%", share / 10, share % 10),
    }
}

/// « 3 points ».
pub(super) fn points(lang: Lang, n: usize) -> String {
    counted(lang, n, ["point", "points"], ["point", "points"])
}

/// « 49 800 caractères ».
pub(super) fn characters(lang: Lang, n: usize) -> String {
    counted(lang, n, ["caractère", "caractères"], ["character", "characters"])
}

/// « 280 mots ».
pub(super) fn words(lang: Lang, n: usize) -> String {
    counted(lang, n, ["mot", "mots"], ["word", "words"])
}

/// « 43 pages », or « environ 43 pages » where it is not exact.
pub(super) fn pages(lang: Lang, measure: &PageMeasure) -> String {
    if measure.is_exact() {
        counted(lang, measure.value as usize, ["page", "pages"], ["page", "pages"])
    } else {
        let about = pick(lang, "environ", "about");
        format!("{about} {}", counted(lang, measure.value as usize, ["page", "pages"], ["page", "pages"]))
    }
}

/// « 43 » or « 41–46 », for a table.
pub(super) fn page_cell(pages: &PageMeasure) -> String {
    if pages.is_exact() { pages.value.to_string() } else { format!("{}–{}", pages.low, pages.high) }
}

/// « entre 41 et 46 » where a number of pages is not exact.
pub(super) fn interval(lang: Lang, measure: &PageMeasure) -> Option<String> {
    let (low, high) = (measure.low, measure.high);
    (!measure.is_exact()).then(|| match lang {
        Lang::Fr => format!("entre {low} et {high}"),
        Lang::En => format!("between {low} and {high}"),
    })
}

/// How a number of pages is known.
pub(super) fn method(lang: Lang, method: PageMethod) -> &'static str {
    match method {
        PageMethod::Pdf => pick(lang, "nombre exact, lu dans le PDF", "exact number, read in the PDF"),
        PageMethod::Slides => pick(
            lang,
            "nombre exact de diapositives, lu dans le fichier",
            "exact number of slides, read in the file",
        ),
        PageMethod::TwinPdf => pick(
            lang,
            "nombre exact, lu dans le PDF qui porte le même nom",
            "exact number, read in the PDF of the same name",
        ),
        PageMethod::Recorded => pick(
            lang,
            "nombre noté dans le fichier par le logiciel qui l'a enregistré",
            "number noted in the file by the program that saved it",
        ),
        PageMethod::LibreOffice => {
            pick(lang, "mise en page faite avec LibreOffice", "laid out with LibreOffice")
        }
        PageMethod::RenderedBreaks => pick(
            lang,
            "d'après les sauts de page notés dans le fichier",
            "from the page breaks noted in the file",
        ),
        PageMethod::Estimate => pick(
            lang,
            "estimation d'après la quantité de texte et d'images",
            "estimate from the amount of text and pictures",
        ),
    }
}

/// The verdict in one or two words.
pub(super) fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conforme => pick(lang, "conforme", "in order"),
        Verdict::NonConforme => pick(lang, "non conforme", "not in order"),
        Verdict::AVerifier => pick(lang, "à vérifier", "to be looked at"),
        Verdict::Illisible => pick(lang, "illisible", "unreadable"),
    }
}

/// The verdict as it stands behind a number of dossiers.
pub(super) fn verdict_plural(lang: Lang, one: Verdict, n: usize) -> String {
    let word = verdict(lang, one);
    let agrees = matches!(one, Verdict::Conforme | Verdict::NonConforme | Verdict::Illisible);
    if lang == Lang::Fr && n > 1 && agrees { format!("{word}s") } else { word.to_owned() }
}

/// The name of a zone.
pub(super) fn zone(lang: Lang, kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Cover => pick(lang, "page de garde", "cover"),
        ZoneKind::Contents => pick(lang, "sommaire", "table of contents"),
        ZoneKind::Body => pick(lang, "corps du dossier", "body"),
        ZoneKind::Annexes => pick(lang, "annexes", "annexes"),
    }
}

/// The name of a kind of text in the ledger.
pub(super) fn ledger(lang: Lang, kind: LedgerKind) -> &'static str {
    let (fr, en) = match kind {
        LedgerKind::Text => ("texte", "text"),
        LedgerKind::Heading => ("titres", "headings"),
        LedgerKind::Table => ("tableaux", "tables"),
        LedgerKind::List => ("listes", "lists"),
        LedgerKind::Code => ("code et commandes", "code and commands"),
        LedgerKind::Note => ("notes de bas de page ou de fin", "footnotes and endnotes"),
        LedgerKind::TextBox => ("zones de texte", "text boxes"),
        LedgerKind::Contents => ("sommaire", "table of contents"),
        LedgerKind::Leader => ("points de conduite du sommaire", "leader dots"),
        LedgerKind::RunningHead => ("en-têtes de page", "running heads"),
        LedgerKind::RunningFoot => ("pieds de page", "running feet"),
        LedgerKind::PageNumber => ("numéros de page", "page numbers"),
        LedgerKind::ListLabel => ("numéros et puces automatiques", "generated numbers and bullets"),
        LedgerKind::LineEndHyphen => ("traits d'union de fin de ligne", "line-end hyphens"),
        LedgerKind::Comment => ("commentaires de relecture", "comments"),
        LedgerKind::Deleted => ("texte supprimé (suivi des modifications)", "tracked deletions"),
        LedgerKind::FieldCode => ("codes de champ", "field codes"),
        LedgerKind::Math => ("formules", "formulas"),
        LedgerKind::AlternativeText => ("textes de remplacement des images", "alternative texts of pictures"),
        LedgerKind::Ruby => ("annotations ruby", "ruby readings"),
        LedgerKind::Hidden => ("texte invisible", "text that cannot be seen"),
        LedgerKind::OffPage => ("texte hors de la page", "text outside the page"),
        LedgerKind::InvisibleCharacter => ("caractères invisibles", "invisible characters"),
    };
    pick(lang, fr, en)
}

/// How a heading is known.
pub(super) fn known_by(lang: Lang, known_by: KnownBy) -> &'static str {
    match known_by {
        KnownBy::Markup => pick(lang, "balise du texte", "markup"),
        KnownBy::Style => pick(lang, "style de titre", "heading style"),
        KnownBy::OutlineLevel => pick(lang, "niveau de plan", "outline level"),
        KnownBy::Tag => pick(lang, "balise du PDF", "PDF tag"),
        KnownBy::Bookmark => pick(lang, "signet du PDF", "PDF bookmark"),
        KnownBy::Contents => pick(lang, "cité au sommaire", "named in the contents"),
        KnownBy::Look => pick(lang, "d'après son aspect", "from its look"),
    }
}

/// What a finding weighs, for a person.
pub(super) fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => pick(lang, "à corriger", "to put right"),
        Severity::Warning => pick(lang, "à améliorer", "to improve"),
        Severity::Info => pick(lang, "bon à savoir", "good to know"),
    }
}

/// The answer, for a person.
pub(super) fn status(lang: Lang, finding: &Finding) -> &'static str {
    match finding.status {
        _ if finding.is_waived() => pick(lang, "dérogation", "waived"),
        Status::Met => pick(lang, "conforme", "in order"),
        Status::NotMet => severity(lang, finding.severity),
        Status::NotJudged => pick(lang, "à regarder", "to be looked at"),
    }
}

/// A text in the quotation marks of the language.
pub(super) fn quoted(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Fr => format!("« {text} »"),
        Lang::En => format!("“{text}”"),
    }
}

/// A place in words: file, page, line and heading, as far as they are known.
pub(super) fn place(lang: Lang, place: &Where) -> String {
    let mut parts = Vec::new();
    if let Some(file) = &place.file {
        parts.push(file.clone());
    }
    if let Some(page) = place.page {
        parts.push(format!("page {page}"));
    }
    if let Some(line) = place.line {
        parts.push(format!("{} {line}", pick(lang, "ligne", "line")));
    }
    if let Some(heading) = &place.heading {
        parts.push(quoted(lang, heading));
    }
    if let [above @ .., _] = place.path.as_slice()
        && !above.is_empty()
    {
        parts.push(format!("{} {}", pick(lang, "dans", "in"), quoted(lang, &above.join(" › "))));
    }
    parts.join(", ")
}

/// A place and the words that stand there.
pub(super) fn passage(lang: Lang, passage: &Where) -> String {
    let mut text = place(lang, passage);
    if let Some(excerpt) = &passage.excerpt {
        if !text.is_empty() {
            text.push_str(colon(lang));
        }
        text.push_str(excerpt);
    }
    text
}

/// A message with what it is about, for where no title stands beside it: « Aucun titre ne l'annonce » names nothing.
pub(super) fn titled(lang: Lang, finding: &Finding) -> String {
    let (title, message) = (finding.title.get(lang), finding.message.get(lang));
    match (title.is_empty(), message.is_empty()) {
        (_, true) => title.to_owned(),
        (true, _) => message.to_owned(),
        _ => format!("{title}{}{message}", colon(lang)),
    }
}

/// What is expected; empty where it is the référentiel's own sentence, which stands apart.
pub(super) fn expected(lang: Lang, finding: &Finding) -> &str {
    let expected = finding.expected.get(lang);
    let bare = |text: &str| text.trim().trim_end_matches(['.', ';', ',']).trim_end().to_owned();
    if bare(expected) == bare(&finding.quote) { "" } else { expected }
}

/// The passages to read that are not the place itself.
pub(super) fn passages(finding: &Finding) -> Vec<&Where> {
    finding.passages.iter().filter(|passage| **passage != finding.place).collect()
}

/// The référentiel's sentence with where it stands; empty where there is none.
pub(super) fn rule_text(lang: Lang, finding: &Finding) -> String {
    if finding.quote.is_empty() {
        return String::new();
    }
    format!("{} ({})", quoted(lang, &finding.quote), finding.reference)
}

/// Whose sentence a rule's is.
pub(super) fn rule_label(lang: Lang, finding: &Finding) -> &'static str {
    match finding.overlay {
        Some(_) => pick(lang, "Consigne", "Centre's rule"),
        None => "Référentiel",
    }
}

/// Who granted a waiver, when, why and until when.
pub(super) fn waiver(lang: Lang, waiver: &Waiver) -> String {
    let mut text = waiver.reason.clone();
    let mut parts = Vec::new();
    if !waiver.granted_by.is_empty() {
        parts.push(format!("{} {}", pick(lang, "accordée par", "granted by"), waiver.granted_by));
    }
    parts.extend(waiver.granted_on.as_ref().map(|date| format!("{} {date}", pick(lang, "le", "on"))));
    parts
        .extend(waiver.expires_on.as_ref().map(|date| format!("{} {date}", pick(lang, "jusqu'au", "until"))));
    if !parts.is_empty() {
        text.push_str(&format!(" ({})", parts.join(", ")));
    }
    text
}

/// A waiver as it is told beside what it lets pass: « dérogation : tiers temps (accordée par le jury) ».
pub(super) fn waived(lang: Lang, one: &Waiver) -> String {
    format!("{}{}{}", pick(lang, "dérogation", "waived"), colon(lang), waiver(lang, one))
}

/// A remark, with its page.
pub(super) fn notice(lang: Lang, notice: &Notice) -> String {
    let page = notice.page.map(|page| format!(" (page {page})")).unwrap_or_default();
    format!("{}{page}", notice.message.get(lang))
}

/// The title of the remarks.
pub(super) fn notices_title(lang: Lang) -> &'static str {
    pick(lang, "Remarques sur le fichier", "Remarks on the file")
}

/// A colon as the language spaces it.
pub(super) fn colon(lang: Lang) -> &'static str {
    pick(lang, " : ", ": ")
}

/// Binds French punctuation to its word with `glue`, a space that no line is broken at, so that no line starts with
/// `:` or ends with `«`.
pub(super) fn bound(text: &str, glue: char) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut previous = '\0';
    while let Some(c) = chars.next() {
        let inside = matches!(chars.peek(), Some(':' | ';' | '!' | '?' | '»' | '%')) || previous == '«';
        out.push(if c == ' ' && inside { glue } else { c });
        previous = c;
    }
    out
}

/// What no program of this kind can tell, said at the end of every report for people.
pub(super) fn not_verified(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Fr => &[
            "conforme regarde la forme : les parties demandées, la longueur, la langue du résumé, les compétences citées.",
            "Il ne juge ni la qualité du travail, ni l'exactitude de ce qui est écrit, ni l'orthographe, ni la mise en page.",
            "Il ne vérifie pas que le projet a été réalisé en entreprise, ni par qui.",
            "Il ne vérifie que les documents qu'on lui donne, et jamais l'oral.",
            "« Conforme » ne veut pas dire « reçu » : seul le jury décide. En cas de doute, le texte du référentiel et votre formateur font foi.",
        ],
        Lang::En => &[
            "conforme looks at the form: the parts asked for, the length, the language of the abstract, the competencies named.",
            "It judges neither the quality of the work, nor the truth of what is written, nor spelling, nor layout.",
            "It does not check that the project was done in a company, nor by whom.",
            "It checks only the documents it is given, and never the oral.",
            "“In order” does not mean “passed”: only the jury decides. Where in doubt, the référentiel and your trainer are right.",
        ],
    }
}

/// The title of that text.
pub(super) fn not_verified_title(lang: Lang) -> &'static str {
    pick(lang, "Ce que conforme n'a pas vérifié", "What conforme did not check")
}
