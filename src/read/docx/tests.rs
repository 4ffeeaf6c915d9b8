//! Documents made of a few lines of XML each.

use super::*;
use crate::document::{Block, Cell, Gap, Heading, Kind, KnownBy, ListItem, NoteKind, Role};
use crate::read::testing::zip;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

pub(super) fn part(root: &str, content: &str) -> String {
    format!("<w:{root} {W}>{content}</w:{root}>")
}

/// Reads a document of that body and of those other parts, each a name and the content of its root.
pub(super) fn made(body: &str, parts: &[(&str, &str)]) -> Document {
    let mut files =
        vec![("word/document.xml".to_owned(), part("document", &format!("<w:body>{body}</w:body>")))];
    for (root, content) in parts {
        files.push((format!("word/{root}.xml"), part(root, content)));
    }
    read(&zip(&files), &Limits::default()).unwrap()
}

pub(super) fn p(props: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{props}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn field(instr: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>{instr}</w:instrText>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>{result}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

fn texts(document: &Document) -> Vec<String> {
    document.blocks.iter().map(Block::text).collect()
}

fn labels(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|block| block.label().unwrap_or_default()).collect()
}

fn levels(document: &Document) -> Vec<Option<(u8, KnownBy)>> {
    document.blocks.iter().map(|b| b.heading().and_then(|h| Some((h.level?, h.known_by)))).collect()
}

const HEADINGS: &str = r#"
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="Heading 1"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Mon titre"/><w:basedOn w:val="Titre1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="TTM"><w:name w:val="TOC Heading"/><w:basedOn w:val="Titre1"/>
      <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Boucle"><w:name w:val="a"/><w:basedOn w:val="Boucle2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Boucle2"><w:name w:val="b"/><w:basedOn w:val="Boucle"/></w:style>
    <w:style w:type="character" w:styleId="Cache"><w:name w:val="cache"/><w:rPr><w:vanish/></w:rPr></w:style>"#;

fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}

#[test]
fn headings_go_by_style_name_base_and_outline_level() {
    let body = [
        p(&style("Titre1"), "Un"),
        p(&style("Mien"), "Deux"),
        p(&style("Plan"), "Trois"),
        p("<w:outlineLvl w:val=\"2\"/>", "Quatre"),
        p(&style("Titre"), "Le titre"),
        p(&style("TTM"), "Sommaire"),
        p(&style("Boucle"), "Texte"),
        p(&style("Titre1"), "  "),
        p("<w:outlineLvl w:val=\"9\"/>", "Texte"),
    ];
    let document = made(&body.concat(), &[("styles", HEADINGS)]);
    let by = |level, known_by| Some((level, known_by));
    assert_eq!(
        levels(&document),
        [
            by(1, KnownBy::Style),
            by(1, KnownBy::Style),
            by(2, KnownBy::OutlineLevel),
            by(3, KnownBy::OutlineLevel),
            None,
            None,
            None,
            None,
            None
        ]
    );
    assert_eq!(document.blocks[5].kind, Kind::Contents);
}

#[test]
fn a_contents_field_spans_paragraphs_and_ends_before_the_text() {
    let line = |text: &str| p("", text);
    let entry = format!("<w:p>{}</w:p>", field("PAGEREF _Toc1", "<w:r><w:t>3</w:t></w:r>"));
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> TOC \\o </w:instrText>\
         <w:fldChar w:fldCharType=\"separate\"/><w:t>Un\t2</w:t></w:r></w:p>{entry}\
         <w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>Texte</w:t></w:r></w:p>{}",
        line("Suite")
    );
    let kinds: Vec<Kind> = made(&body, &[]).blocks.into_iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [Kind::Contents, Kind::Contents, Kind::Paragraph, Kind::Paragraph]);
}

#[test]
fn a_contents_field_that_never_ends_stops_at_the_next_heading() {
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText>\
         <w:fldChar w:fldCharType=\"separate\"/><w:t>Un</w:t></w:r></w:p>{}{}",
        p(&style("Titre1"), "Un"),
        p("", "Texte")
    );
    let document = made(&body, &[("styles", HEADINGS)]);
    let heading = Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Style });
    let kinds: Vec<&Kind> = document.blocks.iter().map(|block| &block.kind).collect();
    assert_eq!(kinds, [&Kind::Contents, &heading, &Kind::Paragraph]);
}

#[test]
fn a_heading_above_the_contents_field_of_a_control_stays_one_and_text_below_it_too() {
    let toc = format!("<w:p>{}</w:p>", field("TOC", "<w:r><w:t>Un 2</w:t></w:r>"));
    let body = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
         <w:sdtContent>{}{}{toc}{}</w:sdtContent></w:sdt>",
        p(&style("Titre1"), "Sommaire"),
        p("", "Page"),
        p("", "Texte")
    );
    let document = made(&body, &[("styles", HEADINGS)]);
    let headings: Vec<bool> = document.blocks.iter().map(|block| block.heading().is_some()).collect();
    assert_eq!(headings, [true, false, false, false]);
    let contents: Vec<bool> = document.blocks.iter().map(|block| block.kind == Kind::Contents).collect();
    assert_eq!(contents, [false, true, true, false]);
}

const LISTS: &str = r#"
    <w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Titre1"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/><w:suff w:val="space"/></w:lvl>
      <w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Liste"/></w:abstractNum>
    <w:abstractNum w:abstractNumId="3"><w:styleLink w:val="Liste"/>
      <w:lvl w:ilvl="0"><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>"#;

fn num(id: u8, level: u8) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>")
}

#[test]
fn numbers_are_rebuilt_over_levels_restarts_and_overrides() {
    let body = [
        p(&num(1, 0), "a"),
        p(&num(1, 1), "b"),
        p(&num(1, 1), "c"),
        p(&num(1, 2), "d"),
        p(&num(1, 0), "e"),
        p(&num(1, 1), "f"),
        p(&num(3, 0), "g"),
        p(&num(3, 0), "h"),
        p(&num(2, 0), "i"),
        p(&num(4, 0), "j"),
        p(&num(9, 0), "k"),
    ];
    let document = made(&body.concat(), &[("numbering", LISTS)]);
    assert_eq!(labels(&document), ["I.", "1.1", "1.2", "a)", "II.", "2.1", "V.", "VI.", "•", "01", ""]);
    assert_eq!(document.blocks[1].runs[0].text, "1.1 ");
    assert_eq!(document.blocks[1].context.list, Some(ListItem { depth: 2, ordered: true }));
    assert_eq!(document.blocks[8].context.list, Some(ListItem { depth: 1, ordered: false }));
    assert_eq!(document.blocks[10].context.list, None);
}

#[test]
fn a_style_carries_its_number_and_a_paragraph_can_put_it_off() {
    let styles = HEADINGS.replacen(
        "<w:outlineLvl w:val=\"0\"/>",
        "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/>",
        1,
    );
    let off = format!("{}<w:numPr><w:numId w:val=\"0\"/></w:numPr>", style("Titre1"));
    let body = [p(&style("Titre1"), "Un"), p(&style("Mien"), "Deux"), p(&off, "Trois")].concat();
    let document = made(&body, &[("styles", &styles), ("numbering", LISTS)]);
    assert_eq!(labels(&document), ["I.", "II.", ""]);
    assert!(document.blocks.iter().all(|block| block.context.list.is_none()));
}

#[test]
fn hidden_text_is_told_by_run_by_styles_and_by_size() {
    let run = |props: &str| format!("<w:r><w:rPr>{props}</w:rPr><w:t>x</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("<w:vanish/>"),
        run("<w:rStyle w:val=\"Cache\"/>"),
        run("<w:rStyle w:val=\"Cache\"/><w:vanish w:val=\"0\"/>"),
        run("<w:sz w:val=\"2\"/>")
    );
    let roles: Vec<Role> =
        made(&body, &[("styles", HEADINGS)]).blocks[0].runs.iter().map(|run| run.role).collect();
    assert_eq!(roles, [Role::Hidden, Role::Text, Role::Hidden]);
}

#[test]
fn text_in_the_colour_of_its_ground_is_hidden_where_the_ground_is_known() {
    let text = |ppr: &str, rpr: &str| {
        format!("<w:p><w:pPr>{ppr}</w:pPr><w:r><w:rPr>{rpr}</w:rPr><w:t>x</w:t></w:r></w:p>")
    };
    let colour = |value: &str| format!("<w:color w:val=\"{value}\"/>");
    let dark = "<w:shd w:val=\"clear\" w:fill=\"1F3864\"/>";
    let white = colour("FFFFFF");
    let cell = |tcpr: &str, rpr: &str| {
        format!("<w:tbl><w:tr><w:tc><w:tcPr>{tcpr}</w:tcPr>{}</w:tc></w:tr></w:tbl>", text("", rpr))
    };
    let styled =
        cell(dark, &white).replacen("<w:tr>", "<w:tblPr><w:tblStyle w:val=\"Raye\"/></w:tblPr><w:tr>", 1);
    let striped = styled.replace(dark, "");
    let float = "<w:p><w:r><w:drawing><wp:anchor/></w:drawing></w:r></w:p>";
    let body = [
        text("", &white),
        text("", &colour("FAFAFA")),
        text(dark, &white),
        text("", &format!("{dark}{white}")),
        text(dark, &colour("1F3864")),
        text("", &colour("C00000")),
        text("<w:shd w:val=\"clear\" w:fill=\"000000\"/>", &colour("auto")),
        cell("", &white),
        cell(dark, &white),
        cell(dark, &colour("1F3864")),
        styled,
        striped,
        text("<w:shd w:val=\"solid\" w:color=\"C00000\"/>", &colour("C00000")),
        text(
            "",
            &format!(
                "{}<w:highlight w:val=\"black\"/><w:shd w:val=\"clear\" w:fill=\"FFFFFF\"/>",
                colour("000000")
            ),
        ),
        float.to_owned(),
        text("", &white),
    ]
    .concat();
    let table = "<w:style w:type=\"table\" w:styleId=\"Raye\"><w:tblStylePr w:type=\"band1Horz\"><w:tcPr>\
        <w:shd w:val=\"clear\" w:fill=\"1F3864\"/></w:tcPr></w:tblStylePr></w:style>";
    let document = made(&body, &[("styles", table)]);
    let hidden: Vec<bool> =
        document.blocks.iter().filter_map(|block| Some(block.runs.first()?.role == Role::Hidden)).collect();
    let plain = [true, true, false, false, true, false, false];
    let cells = [true, false, true, false, false];
    assert_eq!(hidden, [&plain[..], &cells, &[true, true, false]].concat());
    // On a ground that styles decide, white text may be unseen, and is told apart.
    let doubtful: Vec<usize> = (0..)
        .zip(&document.blocks)
        .filter(|(_, b)| b.runs.first().is_some_and(|r| r.style.doubt.is_some() && r.role == Role::Text))
        .map(|(at, _)| at)
        .collect();
    assert_eq!(doubtful, [11, 15]);
}

#[test]
fn text_that_no_layout_shows_is_hidden_or_off_the_page() {
    let text = |ppr: &str, rpr: &str| {
        format!("<w:p><w:pPr>{ppr}</w:pPr><w:r><w:rPr>{rpr}</w:rPr><w:t>x</w:t></w:r></w:p>")
    };
    let w14 = "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
    let shape = |offset: i64, fill: &str| {
        let inner = text("", "<w:color w:val=\"4472C4\"/>");
        format!(
            "<w:p><w:r><w:drawing xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><wp:anchor>\
             <wp:positionH><wp:posOffset>{offset}</wp:posOffset></wp:positionH><wp:extent cx=\"1270000\" cy=\"1270000\"/>\
             <wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>\
             </wp:anchor></w:drawing></w:r></w:p>"
        )
    };
    let body = [
        text("", "<w:w w:val=\"1\"/>"),
        text("", "<w:w w:val=\"80\"/>"),
        text("", "<w:spacing w:val=\"-240\"/>"),
        text("", "<w:position w:val=\"1500\"/>"),
        text("", &format!("<w14:textFill {w14}><w14:noFill/></w14:textFill>")),
        text("<w:spacing w:line=\"4\" w:lineRule=\"exact\"/>", ""),
        text("<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>", ""),
        text("<w:ind w:left=\"-20000\" w:right=\"12000\"/>", ""),
        text("<w:framePr w:x=\"-20000\"/>", ""),
        text("<w:ind w:firstLine=\"30000\"/>", ""),
        format!(
            "<w:tbl><w:tblPr><w:tblInd w:w=\"-30000\" w:type=\"dxa\"/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
            text("", "")
        ),
        format!(
            "<w:tbl><w:tr><w:trPr><w:trHeight w:val=\"2\" w:hRule=\"exact\"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>",
            text("", "")
        ),
        shape(-12_700_000, ""),
        shape(0, "<a:solidFill><a:srgbClr val=\"4472C4\"/></a:solidFill>"),
        shape(0, "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>"),
    ];
    let document = made(&body.concat(), &[]);
    let roles: Vec<Role> =
        document.blocks.iter().filter_map(|block| Some(block.runs.first()?.role)).collect();
    let (hidden, off, seen) = (Role::Hidden, Role::OffPage, Role::Text);
    assert_eq!(
        roles,
        [hidden, seen, hidden, hidden, hidden, hidden, seen, off, off, off, off, hidden, off, hidden, seen]
    );
}

#[test]
fn colours_of_the_theme_are_resolved_before_they_are_compared() {
    let text = |attributes: &str| {
        format!("<w:p><w:r><w:rPr><w:color w:val=\"101010\" {attributes}/></w:rPr><w:t>x</w:t></w:r></w:p>")
    };
    let body = [
        text("w:themeColor=\"background1\""),
        text("w:themeColor=\"text1\" w:themeTint=\"00\""),
        text("w:themeColor=\"text1\""),
        text("w:themeColor=\"accent9\""),
    ];
    let theme = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:clrScheme>\
        <a:dk1><a:srgbClr val=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1></a:clrScheme></a:themeElements></a:theme>";
    let files = [
        ("word/document.xml".to_owned(), part("document", &format!("<w:body>{}</w:body>", body.concat()))),
        ("word/theme/theme1.xml".to_owned(), theme.to_owned()),
        (
            "word/_rels/document.xml.rels".to_owned(),
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"t\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme\" Target=\"theme/theme1.xml\"/></Relationships>"
                .to_owned(),
        ),
    ];
    let document = read(&zip(&files), &Limits::default()).unwrap();
    let hidden: Vec<bool> = document.blocks.iter().map(|block| block.runs[0].role == Role::Hidden).collect();
    assert_eq!(hidden, [true, true, false, false]);
}

#[test]
fn notes_follow_their_paragraph_and_are_no_headings() {
    let body = [
        p(&style("Titre1"), "Un").replace("</w:r>", "<w:footnoteReference w:id=\"2\"/></w:r>"),
        p("", "Deux"),
    ];
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"2\">{}</w:footnote>",
        p(&style("Titre1"), "Note")
    );
    let document = made(&body.concat(), &[("styles", HEADINGS), ("footnotes", &notes)]);
    assert_eq!(texts(&document), ["Un", "Note", "Deux"]);
    assert_eq!(document.blocks[1].context.note, Some(NoteKind::Footnote));
    assert_eq!(document.blocks[1].kind, Kind::Paragraph);
    assert!(document.blocks[0].heading().is_some());
}

#[test]
fn cells_tell_the_outermost_table_with_spans_counted() {
    let cell = |props: &str, content: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{content}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &p("", "dedans")));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", &p("", "a")),
        cell("", &p("", "b")),
        cell("", &inner),
        cell("", &p("", "c"))
    );
    let cells: Vec<Option<Cell>> = made(&body, &[]).blocks.iter().map(|block| block.context.cell).collect();
    let cell = |table, row, column| Some(Cell { table, row, column });
    assert_eq!(cells, [cell(1, 1, 1), cell(1, 1, 3), cell(1, 2, 1), cell(2, 1, 1)]);
}

#[test]
fn pages_come_from_rendered_breaks_set_breaks_and_sections() {
    let brk = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let rendered = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>";
    let section = "<w:p><w:pPr><w:sectPr><w:type w:val=\"continuous\"/></w:sectPr></w:pPr><w:r><w:t>c</w:t></w:r></w:p>";
    let last = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:right=\"1417\"/></w:sectPr>";
    let body = format!(
        "{}{brk}{rendered}{section}{}{}{last}",
        p("", "a"),
        p("", "d"),
        p("<w:pageBreakBefore/>", "e")
    );
    let document = made(&body, &[]);
    let placed: Vec<(String, Option<u32>, bool)> = document
        .blocks
        .iter()
        .map(|block| (block.text().trim().to_owned(), block.place.page, block.cues.starts_page))
        .collect();
    let at = |text: &str, page, starts| (text.to_owned(), Some(page), starts);
    assert_eq!(
        placed,
        [
            at("a", 1, false),
            at("", 1, false),
            at("b", 2, true),
            at("c", 2, false),
            at("d", 3, true),
            at("e", 4, true)
        ]
    );
    assert_eq!(document.pages.by_rendered_breaks, Some(4));
    assert_eq!(document.pages.explicit_breaks, 3);
    assert_eq!(document.pages.text_height.map(f32::round), Some(700.0));
}

#[test]
fn margins_count_where_the_size_of_the_page_is_not_said() {
    let margins =
        "<w:sectPr><w:pgMar w:top=\"2268\" w:bottom=\"2268\" w:left=\"2268\" w:right=\"2268\"/></w:sectPr>";
    let pages = made(&format!("{}{margins}", p("", "a")), &[]).pages;
    assert_eq!(
        (pages.text_width.map(f32::round), pages.text_height.map(f32::round)),
        (Some(369.0), Some(615.0))
    );
    assert_eq!(made(&format!("{}<w:sectPr/>", p("", "a")), &[]).pages.text_width, None);
}

#[test]
fn pictures_are_blocks_with_their_alternative_text_and_room() {
    let body = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"1270000\" cy=\"2540000\"/>\
        <wp:docPr descr=\"Un schéma\"/><pic:pic/></wp:inline></w:drawing></w:r></w:p>";
    let document = made(&format!("{}{body}", p("", "a")), &[]);
    assert_eq!(document.blocks[2].kind, Kind::Image);
    assert_eq!(document.blocks[2].runs[0].role, Role::AlternativeText);
    assert_eq!(document.pages.image_height, 200.0);
}

#[test]
fn an_alternative_that_is_not_understood_gives_way_to_the_fallback() {
    let body = "<w:p><w:r><mc:AlternateContent xmlns:x=\"urn:unheard-of\"><mc:Choice Requires=\"x\"><w:t>a</w:t></mc:Choice>\
        <mc:Choice Requires=\"wps\"><w:t>b</w:t></mc:Choice><mc:Choice Requires=\"wps\"><w:t>c</w:t></mc:Choice>\
        <mc:Fallback><w:t>d</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assert_eq!(texts(&made(body, &[])), ["b"]);
}

#[test]
fn code_is_told_by_its_font_or_its_style() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"Source Code\"/></w:style>";
    let mono = "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Consolas\"/></w:rPr><w:t>let x;</w:t></w:r></w:p>";
    let mixed = mono.replace("</w:p>", "<w:r><w:t> est du code</w:t></w:r></w:p>");
    let body = format!("{mono}{mixed}{}", p(&style("c"), "fn main"));
    let kinds: Vec<Kind> = made(&body, &[("styles", styles)]).blocks.into_iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [Kind::Code, Kind::Paragraph, Kind::Code]);
}

#[test]
fn running_heads_are_read_once_and_only_where_they_are_shown() {
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://x/header\" Target=\"header1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"http://x/footer\" Target=\"footer1.xml\"/>\
        <Relationship Id=\"r3\" Type=\"http://x/header\" Target=\"header2.xml\"/></Relationships>";
    let heads = "<w:headerReference w:type=\"default\" r:id=\"r1\"/><w:headerReference w:type=\"first\" r:id=\"r3\"/>\
        <w:footerReference r:id=\"r2\"/>";
    let body = format!(
        "{}<w:p><w:pPr><w:sectPr>{heads}</w:sectPr></w:pPr></w:p><w:sectPr>{heads}</w:sectPr>",
        p("", "a")
    );
    let foot = format!("<w:p>{}</w:p>", field("PAGE", "<w:r><w:t>12</w:t></w:r>"));
    let files = [
        ("word/document.xml".to_owned(), part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels".to_owned(), rels.to_owned()),
        ("word/header1.xml".to_owned(), part("hdr", &p("", "En-tête"))),
        ("word/header2.xml".to_owned(), part("hdr", &p("", "Première page"))),
        ("word/footer1.xml".to_owned(), part("ftr", &foot)),
    ];
    let document = read(&zip(&files), &Limits::default()).unwrap();
    let heads: Vec<(&Kind, String)> = document
        .blocks
        .iter()
        .filter(|block| !block.in_flow())
        .map(|block| (&block.kind, block.runs.iter().map(|run| run.text.as_str()).collect()))
        .collect();
    assert_eq!(heads, [(&Kind::RunningHead, "En-tête".into()), (&Kind::RunningFoot, "PAGE12".into())]);
    assert_eq!(document.blocks[3].runs[1].role, Role::PageNumber);
}

#[test]
fn the_main_part_is_found_by_its_relationship() {
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" \
        Target=\"/word/autre.xml\"/></Relationships>";
    let files = [
        ("_rels/.rels".to_owned(), rels.to_owned()),
        ("word/autre.xml".to_owned(), part("document", &p("", "ici"))),
    ];
    assert_eq!(texts(&read(&zip(&files), &Limits::default()).unwrap()), ["ici"]);
}

#[test]
fn properties_tell_what_is_left_out_and_what_word_recorded() {
    let app = "<Properties><Application>Microsoft Office Word</Application><Pages>12</Pages></Properties>";
    let core = "<c xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title> Mon dossier </dc:title><dc:creator/></c>";
    let files = [
        ("word/document.xml".to_owned(), part("document", &p("", "a"))),
        ("word/settings.xml".to_owned(), part("settings", "<w:doNotIncludeSubdocsInStats/>")),
        ("docProps/app.xml".to_owned(), app.to_owned()),
        ("docProps/core.xml".to_owned(), core.to_owned()),
    ];
    let document = read(&zip(&files), &Limits::default()).unwrap();
    assert!(document.properties.notes_left_out);
    assert_eq!(document.properties.title.as_deref(), Some("Mon dossier"));
    assert_eq!(document.properties.author, None);
    assert_eq!(document.pages.recorded.as_ref().map(|r| r.pages), Some(12));
}

#[test]
fn broken_xml_is_read_as_far_as_it_goes_and_said() {
    let files =
        [("word/document.xml".to_owned(), format!("<w:document {W}><w:body>{}<w:p><w:r><w:t>b", p("", "a")))];
    let document = read(&zip(&files), &Limits::default()).unwrap();
    assert_eq!(texts(&document), ["a", "b"]);
    assert_eq!(document.notices[0].kind, NoticeKind::Damaged);
    assert_eq!(document.gaps, [Gap::in_part("word/document.xml")]);
    let nothing = [("word/document.xml".to_owned(), "<w:doc".to_owned())];
    assert!(matches!(read(&zip(&nothing), &Limits::default()), Err(Unreadable::Damaged(_))));
    let missing = [("word/styles.xml".to_owned(), part("styles", ""))];
    assert!(matches!(read(&zip(&missing), &Limits::default()), Err(Unreadable::Damaged(_))));
}

#[test]
fn broken_parts_without_text_are_told_and_leave_no_gap() {
    let files = |part_name: &str| {
        let main =
            ("word/document.xml".to_owned(), part("document", &format!("<w:body>{}</w:body>", p("", "a"))));
        read(&zip(&[main, (format!("word/{part_name}.xml"), "<w:a".to_owned())]), &Limits::default()).unwrap()
    };
    for beside in ["settings", "comments", "numbering"] {
        let document = files(beside);
        assert_eq!((document.notices.len(), document.gaps.len()), (1, 0), "{beside}");
    }
    assert_eq!(files("styles").gaps, [Gap::in_part("word/styles.xml")]);
    assert_eq!(files("footnotes").gaps, [Gap::in_part("word/footnotes.xml")]);
}

#[test]
fn an_imported_file_is_told() {
    for body in ["<w:altChunk/>", "<w:p><w:subDoc/></w:p>"] {
        let document = made(body, &[]);
        assert_eq!(document.gaps, [Gap::imported()], "{body}");
        assert_eq!(document.notices[0].kind, NoticeKind::UnreliableText, "{body}");
    }
}

#[test]
fn a_document_without_text_is_not_judged() {
    let read = |body: &str| {
        read(&zip(&[("word/document.xml".to_owned(), part("document", body))]), &Limits::default())
    };
    assert_eq!(read(&p("", " ")).err(), Some(Unreadable::Empty));
    let picture = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>";
    assert_eq!(read(picture).err(), Some(Unreadable::NoText { pages: 1 }));
}
