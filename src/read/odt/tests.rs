//! Documents made of a few lines of XML each.

use super::*;
use crate::document::{Block, Cell, Doubt, Kind, KnownBy, ListItem, NoteKind, NoticeKind, Role};
use crate::read::testing::{doubt_of, shown, zip};

const NS: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
    xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
    xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

fn content(automatic: &str, text: &str) -> (String, String) {
    let xml = format!(
        "<office:document-content {NS}><office:automatic-styles>{automatic}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    ("content.xml".to_owned(), xml)
}

fn styles(named: &str, automatic: &str, masters: &str) -> (String, String) {
    let xml = format!(
        "<office:document-styles {NS}><office:styles>{named}</office:styles>\
         <office:automatic-styles>{automatic}</office:automatic-styles>\
         <office:master-styles>{masters}</office:master-styles></office:document-styles>"
    );
    ("styles.xml".to_owned(), xml)
}

fn made(automatic: &str, text: &str, named: &str) -> Document {
    read(&zip(&[content(automatic, text), styles(named, "", "")]), &Limits::default()).unwrap()
}

fn p(style: &str, text: &str) -> String {
    format!("<text:p text:style-name=\"{style}\">{text}</text:p>")
}

#[test]
fn white_space_is_what_the_format_says() {
    let text = "<text:p>\n  a  <text:span> b</text:span><text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>\n e </text:p>";
    assert_eq!(shown(&made("", text, "")), ["a b  c\td\n e "]);
}

#[test]
fn headings_have_their_level_and_their_number() {
    let named = "<style:style style:name=\"Heading_20_1\" style:display-name=\"Heading 1\" style:family=\"paragraph\"/>\
        <text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"I\" style:num-suffix=\".\"/>\
        <text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>";
    let automatic = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Heading_20_1\"/>";
    let h = |level: u8, more: &str| format!("<text:h text:outline-level=\"{level}\"{more}>T</text:h>");
    let text = [
        "<text:h text:style-name=\"P1\" text:outline-level=\"1\">Un</text:h>".to_owned(),
        h(2, ""),
        h(2, ""),
        h(1, ""),
        h(1, " text:is-list-header=\"true\""),
        p("P1", "Sans niveau"),
    ];
    let document = made(automatic, &text.concat(), named);
    let found: Vec<_> = document
        .blocks
        .iter()
        .map(|b| (b.label().unwrap_or_default(), b.heading().and_then(|h| Some((h.level?, h.known_by)))))
        .collect();
    let by = |label: &str, level, known_by| (label.to_owned(), Some((level, known_by)));
    assert_eq!(
        found,
        [
            by("I.", 1, KnownBy::Style),
            by("I.1", 2, KnownBy::OutlineLevel),
            by("I.2", 2, KnownBy::OutlineLevel),
            by("II.", 1, KnownBy::OutlineLevel),
            by("", 1, KnownBy::OutlineLevel),
            by("", 1, KnownBy::Style),
        ]
    );
}

const LIST: &str = "<text:list-style style:name=\"L1\">\
    <text:list-level-style-number text:level=\"1\" style:num-format=\"a\" style:num-suffix=\")\"/>\
    <text:list-level-style-bullet text:level=\"2\" text:bullet-char=\"\u{f0b7}\"/></text:list-style>";

#[test]
fn lists_nest_and_go_on_only_where_they_say_so() {
    let item = |content: &str| format!("<text:list-item>{content}</text:list-item>");
    let list =
        |more: &str, items: &str| format!("<text:list text:style-name=\"L1\"{more}>{items}</text:list>");
    let inner = format!("<text:list>{}</text:list>", item(&p("", "c")));
    let text = [
        list(
            "",
            &[item(&[p("", "a"), p("", "suite")].concat()), item(&[p("", "b"), inner].concat())].concat(),
        ),
        list("", &item(&p("", "d"))),
        list(" text:continue-numbering=\"true\"", &item(&p("", "e"))),
    ];
    let document = made(LIST, &text.concat(), "");
    assert_eq!(
        shown(&document),
        ["{Label a)\t}a", "suite", "{Label b)\t}b", "{Label •\t}c", "{Label a)\t}d", "{Label b)\t}e"]
    );
    assert_eq!(document.blocks[3].context.list, Some(ListItem { depth: 2, ordered: false }));
    assert_eq!(document.blocks[1].context.list, Some(ListItem { depth: 1, ordered: true }));
}

#[test]
fn what_does_not_count_has_its_role() {
    let automatic = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let text = "<text:tracked-changes><text:changed-region xml:id=\"c1\"><text:deletion><office:change-info>\
        <dc:creator>x</dc:creator></office:change-info><text:p>parti</text:p></text:deletion></text:changed-region>\
        </text:tracked-changes>\
        <text:p>a<text:change text:change-id=\"c1\"/><text:span text:style-name=\"T1\">caché</text:span>\
        <office:annotation><dc:creator>x</dc:creator><text:p>Remarque</text:p></office:annotation>\
        <text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>lecture</text:ruby-text></text:ruby>\
        <text:note text:note-class=\"endnote\"><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Note</text:p></text:note-body></text:note>.</text:p>\
        <text:section text:display=\"none\"><text:p>section</text:p></text:section>";
    let document = made(automatic, text, "");
    assert_eq!(
        shown(&document),
        ["a{Deleted parti}{Hidden caché}base{Ruby lecture}.", "Note", "{Hidden section}", "Remarque"]
    );
    assert_eq!(document.blocks[1].context.note, Some(NoteKind::Endnote));
    assert_eq!(document.blocks[3].kind, Kind::Comment);
}

#[test]
fn text_in_the_colour_of_its_ground_is_hidden() {
    let style = |name: &str, paragraph: &str, colour: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"paragraph\"><style:paragraph-properties {paragraph}/>\
             <style:text-properties fo:color=\"{colour}\"/></style:style>"
        )
    };
    let dark = "fo:background-color=\"#1f3864\"";
    let automatic =
        [style("W", "", "#ffffff"), style("D", dark, "#ffffff"), style("S", dark, "#1f3864")].concat();
    let text = [p("W", "blanc"), p("D", "clair"), p("S", "sombre")].concat();
    assert_eq!(shown(&made(&automatic, &text, "")), ["{Hidden blanc}", "clair", "{Hidden sombre}"]);
}

#[test]
fn text_that_no_layout_shows_is_hidden_or_off_the_page() {
    let style = |name: &str, paragraph: &str, text: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"paragraph\"><style:paragraph-properties {paragraph}/>\
             <style:text-properties {text}/></style:style>"
        )
    };
    let white = "fo:color=\"#ffffff\"";
    let automatic = [
        style("N", "", "style:text-scale=\"1%\""),
        style("S", "", "fo:letter-spacing=\"-0.5cm\""),
        style("T", "", "style:text-position=\"0% 1%\""),
        style("O", "", "loext:opacity=\"0%\""),
        style("A", "", "style:use-window-font-color=\"true\" loext:opacity=\"0%\""),
        style("L", "fo:line-height=\"0.01cm\"", ""),
        style("M", "fo:margin-left=\"-30cm\" fo:margin-right=\"25cm\"", ""),
        style("W", "", white),
        "<style:style style:name=\"C\" style:family=\"table-cell\"><style:table-cell-properties fo:background-color=\"#1f3864\"/></style:style>"
            .to_owned(),
        "<style:style style:name=\"R\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0.01cm\"/></style:style>"
            .to_owned(),
    ];
    let table = |row: &str, cell: &str| {
        let text = p("W", "blanc");
        format!(
            "<table:table><table:table-row {row}><table:table-cell {cell}>{text}</table:table-cell></table:table-row></table:table>"
        )
    };
    let text = [
        p("N", "étroit"),
        p("S", "serré"),
        p("T", "minuscule"),
        p("O", "clair"),
        p("A", "noir"),
        p("L", "plat"),
        p("M", "loin"),
        table("", ""),
        table("", "table:style-name=\"C\""),
        table("table:style-name=\"R\"", "table:style-name=\"C\""),
        p("A", "<text:hidden-paragraph text:is-hidden=\"true\"/>caché"),
        format!(
            "<text:p><draw:frame svg:x=\"-60cm\" svg:width=\"10cm\"><draw:text-box>{}</draw:text-box></draw:frame></text:p>",
            p("A", "loin")
        ),
    ];
    assert_eq!(
        shown(&made(&automatic.concat(), &text.concat(), "")),
        [
            "{Hidden étroit}",
            "{Hidden serré}",
            "{Hidden minuscule}",
            "{Hidden clair}",
            "noir",
            "{Hidden plat}",
            "{OffPage loin}",
            "{Hidden blanc}",
            "blanc",
            "{Hidden blanc}",
            "{Hidden caché}",
            "",
            "{OffPage loin}",
        ]
    );
}

#[test]
fn indexes_are_contents_and_their_templates_are_not_read() {
    let text = "<text:table-of-content><text:table-of-content-source><text:index-title-template>non</text:index-title-template>\
        </text:table-of-content-source><text:index-body><text:index-title><text:p>Sommaire</text:p></text:index-title>\
        <text:p>Un<text:tab/>2</text:p></text:index-body></text:table-of-content><text:p>Texte</text:p>";
    let document = made("", text, "");
    let kinds: Vec<&Kind> = document.blocks.iter().map(|block| &block.kind).collect();
    assert_eq!(kinds, [&Kind::Contents, &Kind::Contents, &Kind::Paragraph]);
    assert_eq!(shown(&document), ["Sommaire", "Un\t2", "Texte"]);
}

#[test]
fn cells_boxes_and_pictures_tell_where_they_stand() {
    let text = "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>a</text:p>\
        </table:table-cell><table:covered-table-cell/><table:table-cell><table:table><table:table-row><table:table-cell>\
        <text:p>b</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>\
        <text:p>h<draw:frame text:anchor-type=\"as-char\" svg:height=\"1in\"><draw:text-box><text:p>boîte</text:p></draw:text-box>\
        </draw:frame><draw:frame text:anchor-type=\"as-char\" svg:height=\"1in\"><draw:image/><svg:title>Un</svg:title>\
        <svg:desc>schéma</svg:desc></draw:frame><draw:custom-shape><text:p>forme</text:p></draw:custom-shape></text:p>";
    let document = made("", text, "");
    assert_eq!(shown(&document), ["a", "b", "h", "boîte", "{AlternativeText Un\nschéma}", "forme"]);
    let cell = |column| Some(Cell { table: 1, row: 1, column });
    assert_eq!((document.blocks[0].context.cell, document.blocks[1].context.cell), (cell(1), cell(3)));
    assert!(document.blocks[3].context.text_box && document.blocks[5].context.text_box);
    assert_eq!(document.pages.image_height, 72.0);
}

#[test]
fn looks_come_through_parents_defaults_and_spans() {
    let named = "<style:default-style style:family=\"paragraph\"><style:text-properties fo:font-size=\"10pt\" fo:language=\"fr\" fo:country=\"FR\"/></style:default-style>\
        <style:style style:name=\"Standard\" style:family=\"paragraph\"/>\
        <style:style style:name=\"Gros\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">\
        <style:paragraph-properties fo:text-align=\"center\" fo:margin-top=\"0.5in\"/>\
        <style:text-properties fo:font-size=\"150%\" fo:font-weight=\"bold\" fo:color=\"#ff0000\"/></style:style>\
        <style:style style:name=\"Source_20_Text\" style:display-name=\"Source Text\" style:family=\"text\">\
        <style:text-properties style:font-name=\"Liberation Mono\"/></style:style>";
    let text =
        [p("Gros", "a"), p("Standard", "<text:span text:style-name=\"Source_20_Text\">let x</text:span>")];
    let document = made("", &text.concat(), named);
    let cues = document.blocks[0].cues;
    assert_eq!((cues.size, cues.bold, cues.centered), (Some(15.0), true, true));
    assert_eq!((cues.space_before, cues.colour), (Some(36.0), Some(0xff0000)));
    assert_eq!(document.blocks[1].kind, Kind::Code);
    assert_eq!(document.properties.language.as_deref(), Some("fr-FR"));
}

#[test]
fn pages_come_from_soft_breaks_styles_and_page_styles() {
    let automatic = "<style:style style:name=\"B\" style:family=\"paragraph\"><style:paragraph-properties fo:break-before=\"page\"/></style:style>\
        <style:style style:name=\"A\" style:family=\"paragraph\"><style:paragraph-properties fo:break-after=\"page\"/></style:style>\
        <style:style style:name=\"M\" style:family=\"paragraph\" style:master-page-name=\"Annexe\"/>";
    let text =
        [p("", "a"), p("B", "b"), p("", "c<text:soft-page-break/>c"), p("A", "d"), p("", "e"), p("M", "f")];
    let document = made(automatic, &text.concat(), "");
    let pages: Vec<_> = document.blocks.iter().map(|b| (b.place.page, b.cues.starts_page)).collect();
    let at = |page, starts| (Some(page), starts);
    assert_eq!(pages, [at(1, false), at(2, true), at(2, false), at(3, false), at(4, true), at(5, true)]);
    assert_eq!(document.pages.by_rendered_breaks, Some(5));
    assert_eq!(document.pages.explicit_breaks, 3);
}

#[test]
fn pages_of_a_text_that_no_window_showed_are_not_known() {
    let meta = format!(
        "<office:document-meta {NS}><office:meta><meta:generator>LibreOffice/7.4</meta:generator>\
         <meta:document-statistic meta:page-count=\"17\"/></office:meta></office:document-meta>"
    );
    let pages = |width: u32| {
        let settings = format!(
            "<office:document-settings {NS} xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\">\
             <office:settings><config:config-item-set config:name=\"ooo:view-settings\">\
             <config:config-item config:name=\"ViewAreaTop\" config:type=\"long\">0</config:config-item>\
             <config:config-item config:name=\"ViewAreaWidth\" config:type=\"long\">{width}</config:config-item>\
             </config:config-item-set></office:settings></office:document-settings>"
        );
        let text = content("", &p("", "c<text:soft-page-break/>c"));
        let parts = [text, ("meta.xml".to_owned(), meta.clone()), ("settings.xml".to_owned(), settings)];
        read(&zip(&parts), &Limits::default()).unwrap().pages
    };
    let shown = pages(35_000);
    assert_eq!((shown.recorded.map(|said| said.pages), shown.by_rendered_breaks), (Some(17), Some(2)));
    let unseen = pages(2);
    assert_eq!((unseen.recorded, unseen.by_rendered_breaks), (None, None));
}

#[test]
fn running_heads_are_those_of_the_page_styles_in_use() {
    let master = |name: &str, more: &str| {
        format!(
            "<style:master-page style:name=\"{name}\" style:page-layout-name=\"pm\"{more}><style:header><text:p>{name} \
             <text:page-number>3</text:page-number></text:p></style:header></style:master-page>"
        )
    };
    let masters = [
        master("Standard", " style:next-style-name=\"Suite\""),
        master("Suite", ""),
        master("Autre", ""),
        master("Annexe", ""),
    ];
    let layout = "<style:page-layout style:name=\"pm\"><style:page-layout-properties fo:page-height=\"10in\" \
        fo:page-width=\"8in\" fo:margin=\"1in\"/><style:header-style><style:header-footer-properties fo:min-height=\"1in\"/>\
        </style:header-style></style:page-layout>";
    let automatic =
        "<style:style style:name=\"M\" style:family=\"paragraph\" style:master-page-name=\"Annexe\"/>";
    let files = [content(automatic, &p("M", "a")), styles("", layout, &masters.concat())];
    let document = read(&zip(&files), &Limits::default()).unwrap();
    assert_eq!(
        shown(&document),
        ["a", "Standard {PageNumber 3}", "Suite {PageNumber 3}", "Annexe {PageNumber 3}"]
    );
    assert_eq!(document.blocks[1].kind, Kind::RunningHead);
    assert_eq!((document.pages.text_height, document.pages.text_width), (Some(504.0), Some(432.0)));
}

#[test]
fn properties_and_recorded_pages_are_read() {
    let meta = format!(
        "<office:document-meta {NS}><office:meta><meta:generator>LibreOffice/7.4</meta:generator><dc:title>Dossier</dc:title>\
         <meta:document-statistic meta:page-count=\"12\"/></office:meta></office:document-meta>"
    );
    let files = [content("", &p("", "a")), ("meta.xml".to_owned(), meta)];
    let document = read(&zip(&files), &Limits::default()).unwrap();
    let recorded = document.pages.recorded.as_ref().map(|r| (r.pages, r.application.as_deref()));
    assert_eq!(recorded, Some((12, Some("LibreOffice/7.4"))));
    assert_eq!(document.properties.title.as_deref(), Some("Dossier"));
}

#[test]
fn encrypted_and_damaged_files_are_told() {
    let manifest = format!(
        "<manifest:manifest {NS}><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/>\
         </manifest:file-entry></manifest:manifest>"
    );
    let files = [content("", &p("", "a")), ("META-INF/manifest.xml".to_owned(), manifest)];
    assert_eq!(read(&zip(&files), &Limits::default()).err(), Some(Unreadable::Password));
    let (name, mut xml) = content("", &p("", "a"));
    xml.truncate(xml.find("</text:p>").unwrap());
    let document = read(&zip(&[(name, xml)]), &Limits::default()).unwrap();
    assert_eq!(document.blocks.iter().map(Block::text).collect::<Vec<_>>(), ["a"]);
    assert_eq!(document.notices[0].kind, NoticeKind::Damaged);
    assert_eq!(document.gaps.len(), 1);
    let missing = zip(&[("styles.xml".to_owned(), String::new())]);
    assert!(matches!(read(&missing, &Limits::default()), Err(Unreadable::Damaged(_))));
}

#[test]
fn conditions_that_always_turn_out_alike_show_what_they_show() {
    let conditional = |condition: &str, when: &str, otherwise: &str| {
        let text = format!(
            "<text:p><text:conditional-text text:condition=\"{condition}\" text:string-value-if-true=\"{when}\" \
             text:string-value-if-false=\"{otherwise}\">mot</text:conditional-text></text:p>"
        );
        shown(&made("", &text, "")).concat()
    };
    assert_eq!(conditional("ooow:1==2", "mot", ""), "{Hidden mot}");
    assert_eq!(conditional("ooow:1==1.0", "mot", ""), "mot");
    assert_eq!(conditional("ooow:&quot;a&quot; eq &quot;b&quot;", "mot", " "), "{Hidden mot}");
    assert_eq!(conditional("ooow:version == 3", "mot", ""), "mot", "nobody knows");
    let paragraph = |attributes: &str| {
        shown(&made("", &format!("<text:p><text:hidden-paragraph {attributes}/>mot</text:p>"), "")).concat()
    };
    assert_eq!(paragraph("text:condition=\"ooow:1\""), "{Hidden mot}");
    assert_eq!(paragraph("text:condition=\"ooow:0\" text:is-hidden=\"true\""), "mot");
    assert_eq!(paragraph("text:condition=\"ooow:brouillon\" text:is-hidden=\"true\""), "{Hidden mot}");
    let section = "<text:section text:display=\"condition\" text:condition=\"ooow:2 != 3\"><text:p>mot</text:p></text:section>";
    assert_eq!(shown(&made("", section, "")), ["{Hidden mot}"]);
}

#[test]
fn lines_without_height_frames_that_are_not_shown_and_fills_are_followed() {
    let line = |height: &str| {
        let style = format!(
            "<style:style style:name=\"L\" style:family=\"paragraph\"><style:paragraph-properties fo:line-height=\"{height}\"/></style:style>"
        );
        shown(&made(&style, &p("L", "mot"), "")).concat()
    };
    assert_eq!([line("1%"), line("80%"), line("150%")], ["{Hidden mot}", "mot", "mot"]);
    let frame = |display: &str| {
        let text = format!(
            "<text:p><draw:frame {display} svg:width=\"10cm\" svg:height=\"5cm\"><draw:text-box><text:p>mot</text:p></draw:text-box></draw:frame></text:p>"
        );
        shown(&made("", &text, "")).concat()
    };
    assert_eq!(frame("draw:display=\"none\""), "{Hidden mot}");
    assert_eq!(frame("draw:display=\"always\""), "mot");
    let white = "<style:style style:name=\"W\" style:family=\"paragraph\"><style:text-properties fo:color=\"#ffffff\"/></style:style>\
        <style:style style:name=\"G\" style:family=\"graphic\"><style:graphic-properties draw:fill=\"gradient\" draw:fill-gradient-name=\"D\"/></style:style>";
    let gradient = |end: &str| {
        let named =
            format!("<draw:gradient draw:name=\"D\" draw:start-color=\"#ffffff\" draw:end-color=\"{end}\"/>");
        let text = format!(
            "<text:p><draw:custom-shape draw:style-name=\"G\">{}</draw:custom-shape></text:p>",
            p("W", "mot")
        );
        let document = made(white, &text, &named);
        (shown(&document).concat(), doubt_of(&document, "mot"))
    };
    assert_eq!(gradient("#1f3864"), ("mot".to_owned(), None));
    assert_eq!(gradient("#fefefe").0, "{Hidden mot}");
}

#[test]
fn a_frame_with_a_ground_covers_what_lies_under_it() {
    let cover = |fill: &str| {
        let style = format!(
            "<style:style style:name=\"C\" style:family=\"graphic\"><style:graphic-properties {fill} style:wrap=\"run-through\" style:run-through=\"foreground\"/></style:style>"
        );
        let text = format!(
            "<text:p><draw:frame draw:style-name=\"C\" text:anchor-type=\"paragraph\" svg:x=\"0cm\" svg:y=\"0cm\" svg:width=\"17cm\" \
             svg:height=\"14cm\" draw:z-index=\"9\"><draw:text-box><text:p/></draw:text-box></draw:frame></text:p><text:p>{}</text:p>",
            "mot ".repeat(60)
        );
        doubt_of(&made(&style, &text, ""), "mot")
    };
    assert_eq!(cover("fo:background-color=\"#ffffff\""), Some(Doubt::Covered));
    assert_eq!(cover("fo:background-color=\"transparent\""), None);
    assert_eq!(cover("draw:fill=\"solid\" draw:fill-color=\"#ffffff\" draw:opacity=\"20%\""), None);
}

#[test]
fn headings_whose_numbering_is_not_told_have_none() {
    let body =
        "<text:h text:outline-level=\"1\">Contexte</text:h><text:h text:outline-level=\"2\">Mission</text:h>";
    let document = read(&zip(&[content("", body)]), &Limits::default()).unwrap();
    assert_eq!(document.blocks.iter().map(|block| block.runs.len()).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(document.blocks.iter().map(Block::text).collect::<Vec<_>>(), ["Contexte", "Mission"]);
}

#[test]
fn formulas_of_their_own_are_read_apart() {
    let object = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mi>y</mi><mo>=</mo><mn>2</mn>\
        <annotation>y = 2</annotation></semantics></math>";
    let body = "<text:p>soit <draw:frame><draw:object xlink:href=\"./Object 1\"/><draw:image/></draw:frame></text:p>";
    let files = [content("", body), ("Object 1/content.xml".to_owned(), object.to_owned())];
    let document = read(&zip(&files), &Limits::default()).unwrap();
    let [block] = document.blocks.as_slice() else { panic!("{:?}", document.blocks) };
    let math: Vec<&str> =
        block.runs.iter().filter(|run| run.role == Role::Math).map(|run| run.text.as_str()).collect();
    assert_eq!(math, ["y=2"]);
}
