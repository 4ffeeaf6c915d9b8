//! How to do what a requirement asks, in the programs that candidates use.

use conforme::certification::{AgreeOn, Asks, Certification, Shape};
use conforme::message::Message;
use conforme::say;

/// A word on each program.
struct How {
    word: Message,
    libre_office: Message,
    google_docs: Message,
    markdown: Message,
}

/// The lines that say how, in a text or on slides.
pub(super) fn how(certification: &Certification, asks: &Asks, slides: bool) -> Vec<Message> {
    if matches!(asks, Asks::Agreement(asks) if asks.on == AgreeOn::Presence) {
        return Vec::new();
    }
    let how = match asks {
        Asks::Presence(_) if slides => slide_title(),
        Asks::Length(_) if slides => slide_count(),
        Asks::Order(_) if slides => slide_order(),
        Asks::Codes(asks) if !asks.with_evidence => search(),
        Asks::Presence(_) => heading(),
        Asks::Length(_) => count(),
        Asks::Language(_) => language(),
        Asks::Form(form) if form.is == Shape::Image => picture(),
        Asks::Form(form) if form.is == Shape::Cover => cover(),
        Asks::Form(form) if form.is == Shape::List => list(),
        Asks::Form(form) if !form.by_activity => table(columns(&form.cells)),
        Asks::Codes(_) => table(say!("| Code | Preuve |", "| Code | Evidence |")),
        Asks::Listing(_) | Asks::Form(_) | Asks::Coverage(_) => {
            table(say!("| Activité-type | Compétence |", "| Activity | Competency |"))
        }
        Asks::Mention(_) | Asks::Absence(_) => search(),
        Asks::Protection(asks) => protection(asks.password),
        Asks::Order(_) => order(),
        Asks::Agreement(_) => replace(),
        Asks::Repeat(_) | Asks::Fields(_) if !is_form(certification) => heading(),
        Asks::Repeat(_) | Asks::Fields(_) | Asks::Filled(_) | Asks::FixedText(_) => form(),
        Asks::PageNumbers => numbers(),
    };
    let line = |name: &str, how: Message| {
        Message::new(format!("  {name} : {}", how.fr), format!("  {name}: {}", how.en))
    };
    let on_slides = slides && matches!(asks, Asks::Presence(_) | Asks::Length(_) | Asks::Order(_));
    let [word, libre_office, google_docs] = if on_slides {
        ["PowerPoint", "LibreOffice Impress", "Google Slides"]
    } else {
        ["Word", "LibreOffice", "Google Docs"]
    };
    vec![
        say!("\nComment", "\nHow"),
        line(word, how.word),
        line(libre_office, how.libre_office),
        line(google_docs, how.google_docs),
        line("Markdown", how.markdown),
    ]
}

fn slide_title() -> How {
    How {
        word: say!(
            "Accueil > Disposition > Titre et contenu, et le titre dans son cadre",
            "Home > Layout > Title and Content, and the title in its frame"
        ),
        libre_office: say!(
            "Diapo > Mise en page > Titre, Contenu, et le titre dans son cadre",
            "Slide > Layout > Title, Content, and the title in its frame"
        ),
        google_docs: say!(
            "Diapositive > Appliquer la mise en page > Titre et corps",
            "Slide > Apply layout > Title and body"
        ),
        markdown: say!("une ligne « # Mon titre » par diapositive", "a line “# My title” for each slide"),
    }
}

fn slide_order() -> How {
    How {
        word: say!(
            "Affichage > Trieuse de diapositives : glissez-les à leur place",
            "View > Slide Sorter: drag them to their place"
        ),
        libre_office: say!(
            "Affichage > Trieuse de diapos : glissez-les à leur place",
            "View > Slide Sorter: drag them to their place"
        ),
        google_docs: say!(
            "glissez les diapositives dans la liste de gauche",
            "drag the slides in the list on the left"
        ),
        markdown: say!("déplacez les titres avec leur texte", "move the headings with their text"),
    }
}

fn slide_count() -> How {
    let shown = || {
        say!(
            "le nombre de diapositives est au bas de la fenêtre",
            "the number of slides is at the foot of the window"
        )
    };
    How {
        word: shown(),
        libre_office: shown(),
        google_docs: say!("la liste de gauche les numérote", "the list on the left numbers them"),
        markdown: say!("conforme count diaporama.md", "conforme count slides.md"),
    }
}

fn heading() -> How {
    How {
        word: say!("Accueil > Styles > Titre 1 ou Titre 2", "Home > Styles > Heading 1 or Heading 2"),
        libre_office: say!("Styles > Titre 1 ou Titre 2", "Styles > Heading 1 or Heading 2"),
        google_docs: say!(
            "Format > Styles de paragraphe > Titre 1 ou 2",
            "Format > Paragraph styles > Heading 1 or 2"
        ),
        markdown: say!("une ligne « ## Mon titre »", "a line “## My heading”"),
    }
}

fn cover() -> How {
    How {
        word: say!("Insertion > Page de garde", "Insert > Cover Page"),
        libre_office: say!(
            "Format > Page de titre, ou un saut de page après le titre",
            "Format > Title Page, or a page break after the title"
        ),
        google_docs: say!(
            "Insertion > Saut > Saut de page, après le titre",
            "Insert > Break > Page break, after the title"
        ),
        markdown: say!(
            "le titre et vos noms en tête, avant la première ligne « ## »",
            "the title and your names on top, before the first line “##”"
        ),
    }
}

fn count() -> How {
    How {
        word: say!(
            "Révision > Statistiques (sélectionnez d'abord la partie)",
            "Review > Word Count (select the part first)"
        ),
        libre_office: say!("Outils > Nombre de mots", "Tools > Word Count"),
        google_docs: say!("Outils > Nombre de mots", "Tools > Word count"),
        markdown: say!("conforme count dossier.md", "conforme count dossier.md"),
    }
}

fn language() -> How {
    How {
        word: say!(
            "Révision > Langue : vérifie l'orthographe dans la langue choisie",
            "Review > Language: checks the spelling in that language"
        ),
        libre_office: say!("Outils > Langue > Pour la sélection", "Tools > Language > For Selection"),
        google_docs: say!("Fichier > Langue", "File > Language"),
        markdown: say!("rien à régler : le texte lui-même décide", "nothing to set: the text itself decides"),
    }
}

/// True where the document is a form, with words of its own that stay as they are.
fn is_form(certification: &Certification) -> bool {
    let mut all = certification.requirements.iter();
    all.any(|requirement| matches!(requirement.asks, Asks::FixedText(_) | Asks::Filled(_)))
}

/// The head of a table whose cells say `cells`, one in each row or column.
fn columns(cells: &[String]) -> Message {
    if cells.is_empty() {
        return say!("| Première colonne | Deuxième colonne |", "| First column | Second column |");
    }
    Message::same(format!("| … | {} |", cells.join(" | ")))
}

/// A table with such a head.
fn table(head: Message) -> How {
    How {
        word: say!("Insertion > Tableau", "Insert > Table"),
        libre_office: say!("Tableau > Insérer un tableau", "Table > Insert Table"),
        google_docs: say!("Insertion > Tableau", "Insert > Table"),
        markdown: {
            let Message { fr, en } = &head;
            let rule = "---|".repeat(fr.matches('|').count().saturating_sub(1));
            say!("{fr}, puis |{rule}", "{en}, then |{rule}")
        },
    }
}

fn list() -> How {
    How {
        word: say!("Accueil > Puces ou Numérotation", "Home > Bullets or Numbering"),
        libre_office: say!("Format > Listes", "Format > Lists"),
        google_docs: say!("Format > Puces et numérotation", "Format > Bullets & numbering"),
        markdown: say!("des lignes « - … »", "lines “- …”"),
    }
}

fn picture() -> How {
    How {
        word: say!("Insertion > Images", "Insert > Pictures"),
        libre_office: say!("Insertion > Image", "Insert > Image"),
        google_docs: say!("Insertion > Image", "Insert > Image"),
        markdown: say!("![légende](schema.png)", "![caption](diagram.png)"),
    }
}

fn search() -> How {
    How {
        word: say!("Ctrl+F pour retrouver où vous en parlez", "Ctrl+F to find where you deal with it"),
        libre_office: say!(
            "Ctrl+F pour retrouver où vous en parlez",
            "Ctrl+F to find where you deal with it"
        ),
        google_docs: say!("Ctrl+F pour retrouver où vous en parlez", "Ctrl+F to find where you deal with it"),
        markdown: say!(
            "conforme outline dossier.md montre à quoi sert chaque titre",
            "conforme outline dossier.md shows what each heading serves"
        ),
    }
}

fn protection(password: bool) -> How {
    if !password {
        return How {
            word: say!(
                "Fichier > Informations > Protéger le document > Chiffrer avec mot de passe : effacez-le",
                "File > Info > Protect Document > Encrypt with Password: delete it"
            ),
            libre_office: say!(
                "Fichier > Enregistrer sous, sans « Enregistrer avec mot de passe »",
                "File > Save As, without “Save with password”"
            ),
            google_docs: say!("rien à régler : pas de mot de passe", "nothing to set: no password"),
            markdown: say!("rien à régler : pas de mot de passe", "nothing to set: no password"),
        };
    }
    How {
        word: say!(
            "Fichier > Enregistrer sous > PDF > Options > Chiffrer le document avec un mot de passe",
            "File > Save As > PDF > Options > Encrypt the document with a password"
        ),
        libre_office: say!(
            "Fichier > Exporter vers > Exporter au format PDF > Sécurité",
            "File > Export As > Export as PDF > Security"
        ),
        google_docs: say!(
            "ne le fait pas : chiffrez le PDF après l'avoir téléchargé",
            "does not do it: encrypt the PDF once downloaded"
        ),
        markdown: say!(
            "chiffrez le PDF que vous en tirez (qpdf --encrypt)",
            "encrypt the PDF made from it (qpdf --encrypt)"
        ),
    }
}

/// Parts, or slides, in another order.
fn order() -> How {
    How {
        word: say!(
            "Affichage > Volet de navigation : glissez les titres à leur place",
            "View > Navigation Pane: drag the headings into place"
        ),
        libre_office: say!(
            "Affichage > Navigateur : montez ou descendez les titres ; Impress : glissez les diapositives",
            "View > Navigator: move the headings up or down; Impress: drag the slides"
        ),
        google_docs: say!(
            "déplacez le texte (ou, dans Slides, glissez les diapositives)",
            "move the text (or, in Slides, drag the slides)"
        ),
        markdown: say!("déplacez les parties", "move the parts"),
    }
}

/// One wording everywhere.
fn replace() -> How {
    How {
        word: say!("Ctrl+H pour employer partout le même nom", "Ctrl+H to use the same name everywhere"),
        libre_office: say!(
            "Ctrl+H pour employer partout le même nom",
            "Ctrl+H to use the same name everywhere"
        ),
        google_docs: say!(
            "Ctrl+H pour employer partout le même nom",
            "Ctrl+H to use the same name everywhere"
        ),
        markdown: say!(
            "rechercher et remplacer, dans les deux documents",
            "find and replace, in both documents"
        ),
    }
}

/// A form that is filled in as it is.
fn form() -> How {
    let keep = || {
        say!(
            "partez du formulaire d'origine et remplissez-le sans changer ses textes ni sa structure",
            "start from the original form and fill it in without changing its texts or structure"
        )
    };
    How {
        word: keep(),
        libre_office: keep(),
        google_docs: say!(
            "ouvrez le formulaire DOCX lui-même, puis Fichier > Télécharger > DOCX ou PDF",
            "open the DOCX form itself, then File > Download > DOCX or PDF"
        ),
        markdown: say!(
            "le formulaire n'existe pas en Markdown : remplissez le DOCX ou l'ODT",
            "there is no such form in Markdown: fill in the DOCX or ODT"
        ),
    }
}

fn numbers() -> How {
    How {
        word: say!("Insertion > Numéro de page", "Insert > Page Number"),
        libre_office: say!("Insertion > Champ > Numéro de page", "Insert > Field > Page Number"),
        google_docs: say!("Insertion > Numéros de page", "Insert > Page numbers"),
        markdown: say!(
            "les pages viennent du PDF que vous en tirez : numérotez-les là",
            "the pages are those of the PDF made from it: number them there"
        ),
    }
}
