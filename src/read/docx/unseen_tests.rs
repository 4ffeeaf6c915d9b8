//! What nobody sees for reasons that stand far from the text: styles of tables and shapes, fills, widths.

use super::tests::{made, p, part};
use crate::document::{Document, Doubt};
use crate::read::Limits;
use crate::read::testing::{doubt_of, shown, zip};

/// A document of that body, with that style of a table, that is read with a theme.
fn styled(body: &str, table: &str) -> Document {
    let styles = format!("<w:style w:type=\"table\" w:styleId=\"T\"><w:name w:val=\"T\"/>{table}</w:style>");
    let theme = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements><a:clrScheme>\
        <a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1>\
        <a:accent1><a:srgbClr val=\"1F3864\"/></a:accent1></a:clrScheme></a:themeElements></a:theme>";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://x/theme\" Target=\"theme/theme1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>";
    let files = [
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/styles.xml", part("styles", &styles)),
        ("word/theme/theme1.xml", theme.to_owned()),
        ("word/_rels/document.xml.rels", rels.to_owned()),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text));
    super::read(&zip(&files), &Limits::default()).unwrap()
}

/// A table of two rows and two columns in that style.
fn table(look: &str, cell: &str) -> String {
    let cell = |text: &str| format!("<w:tc><w:tcPr>{cell}</w:tcPr>{}</w:tc>", p("", text));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"T\"/>{look}</w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{}{}</w:tbl>",
        row("haut", "coin"),
        row("bas", "fin")
    )
}

const LOOK: &str = "<w:tblLook w:val=\"0120\" w:noHBand=\"1\" w:noVBand=\"1\"/>";

fn place(kind: &str, run: &str, cell: &str) -> String {
    format!("<w:tblStylePr w:type=\"{kind}\"><w:rPr>{run}</w:rPr><w:tcPr>{cell}</w:tcPr></w:tblStylePr>")
}

#[test]
fn what_the_style_of_a_table_gives_to_a_place_is_given_there() {
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let dark = "<w:shd w:val=\"clear\" w:fill=\"1F3864\"/>";
    let first = |run: &str, cell: &str| shown(&styled(&table(LOOK, ""), &place("firstRow", run, cell)));
    assert_eq!(first(white, ""), ["{Hidden haut}", "{Hidden coin}", "bas", "fin"]);
    assert_eq!(first("<w:vanish/>", "")[..3], ["{Hidden haut}", "{Hidden coin}", "bas"]);
    assert_eq!(first("<w:sz w:val=\"2\"/>", "")[..3], ["{Hidden haut}", "{Hidden coin}", "bas"]);
    assert_eq!(first("<w:color w:val=\"1F3864\"/>", dark)[..3], ["{Hidden haut}", "{Hidden coin}", "bas"]);
    // White on a dark head is what most tables have.
    let honest = styled(&table(LOOK, ""), &place("firstRow", white, dark));
    assert_eq!(shown(&honest), ["haut", "coin", "bas", "fin"]);
    assert_eq!(doubt_of(&honest, "haut"), None);
    let last = shown(&styled(&table(LOOK, ""), &place("lastCol", white, "")));
    assert_eq!(last, ["haut", "{Hidden coin}", "bas", "{Hidden fin}"]);
    // A table that does not take it, and a cell with a ground of its own.
    assert_eq!(
        shown(&styled(&table("<w:tblLook w:val=\"0600\"/>", ""), &place("firstRow", white, "")))[0],
        "haut"
    );
    assert_eq!(shown(&styled(&table(LOOK, dark), &place("firstRow", white, "")))[0], "haut");
}

#[test]
fn dots_of_a_colour_make_a_ground_between() {
    let cell = |fill: &str| {
        let text = p("", "mot").replace("<w:t>", "<w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>");
        made(&format!("<w:tbl><w:tr><w:tc><w:tcPr><w:shd {fill}/></w:tcPr>{text}</w:tc></w:tr></w:tbl>"), &[])
    };
    let half = cell("w:val=\"pct50\" w:color=\"000000\" w:fill=\"FFFFFF\"");
    assert_eq!((shown(&half), doubt_of(&half, "mot")), (vec!["mot".to_owned()], None));
    assert_eq!(shown(&cell("w:val=\"pct50\" w:color=\"FFFFFF\" w:fill=\"FEFEFE\"")), ["{Hidden mot}"]);
    assert_eq!(doubt_of(&cell("w:val=\"diagStripe\""), "mot"), Some(Doubt::Pale));
}

/// A shape with those properties and that style, whose text is in those runs.
fn shape(fill: &str, style: &str, run: &str, style_first: bool) -> String {
    let (before, after) = if style_first { (style, "") } else { ("", style) };
    let text = p("", "dedans").replace("<w:t>", &format!("<w:rPr>{run}</w:rPr><w:t>"));
    format!(
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"6000000\" cy=\"2000000\"/><a:graphic xmlns:a=\
         \"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData><wps:wsp><wps:spPr>{fill}</wps:spPr>{before}\
         <wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>{after}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r></w:p>"
    )
}

#[test]
fn a_shape_has_the_colours_of_its_style_where_it_tells_none() {
    let style = "<wps:style><a:lnRef idx=\"2\"><a:schemeClr val=\"lt1\"/></a:lnRef><a:fillRef idx=\"1\"><a:schemeClr val=\"accent1\"/>\
        </a:fillRef><a:fontRef idx=\"minor\"><a:schemeClr val=\"lt1\"/></a:fontRef></wps:style>";
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let seen = |fill: &str, run: &str, first: bool| {
        let document = styled(&shape(fill, style, run, first), "");
        (shown(&document).concat(), doubt_of(&document, "dedans"))
    };
    let (text, hidden) = ("dedans".to_owned(), "{Hidden dedans}".to_owned());
    for first in [true, false] {
        assert_eq!(seen("", white, first), (text.clone(), None));
        assert_eq!(seen("", "", first), (text.clone(), None));
        assert_eq!(seen("", "<w:color w:val=\"1F3864\"/>", first).0, hidden);
        assert_eq!(seen("<a:noFill/>", "", first).1, Some(Doubt::Pale));
        assert_eq!(seen("<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>", "", first).0, hidden);
    }
    let gradient = |to: &str| {
        format!(
            "<a:gradFill><a:gsLst><a:gs pos=\"0\"><a:srgbClr val=\"FFFFFF\"/></a:gs><a:gs><a:srgbClr val=\"{to}\"/></a:gs></a:gsLst></a:gradFill>"
        )
    };
    assert_eq!(seen(&gradient("FEFEFE"), white, true).0, hidden);
    assert_eq!(seen(&gradient("0000FF"), white, true), (text, None));
}

#[test]
fn letters_that_have_no_room_or_do_not_show_are_hidden() {
    let run = |props: &str| {
        let text = p("", "mot").replace("<w:t>", &format!("<w:rPr>{props}</w:rPr><w:t>"));
        let document = made(&text, &[]);
        (shown(&document).concat(), doubt_of(&document, "mot"))
    };
    let fill = |alpha: u32| {
        run(&format!(
            "<w14:textFill><w14:solidFill><w14:srgbClr w14:val=\"000000\"><w14:alpha w14:val=\"{alpha}\"/></w14:srgbClr></w14:solidFill></w14:textFill>"
        ))
    };
    assert_eq!(fill(97_000).0, "{Hidden mot}");
    assert_eq!(fill(92_000), ("mot".to_owned(), Some(Doubt::NearGround)));
    assert_eq!(fill(40_000), ("mot".to_owned(), None));
    assert_eq!(run("<w:fitText w:val=\"1\"/>").0, "{Hidden mot}");
    assert_eq!(run("<w:fitText w:val=\"1200\"/>"), ("mot".to_owned(), None));
    assert_eq!(run("<w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/>").1, Some(Doubt::Unlike));
    let line = |line: u32| made(&p(&format!("<w:spacing w:line=\"{line}\"/>"), "mot"), &[]);
    assert_eq!(shown(&line(3)), ["{Hidden mot}"]);
    assert_eq!(doubt_of(&line(60), "mot"), Some(Doubt::Crowded));
    assert_eq!(doubt_of(&line(220), "mot"), None);
    let ask =
        "<w:p><w:fldSimple w:instr=\" ASK nom &quot;?&quot; \"><w:r><w:t>mot</w:t></w:r></w:fldSimple></w:p>";
    assert_eq!(shown(&made(ask, &[])), ["{Hidden mot}"]);
}

#[test]
fn a_gradient_covers_what_lies_under_it_and_a_veil_does_not() {
    let cover = |fill: &str| {
        let long = "mot ".repeat(60);
        let body = format!(
            "<w:p><w:r><w:drawing><wp:anchor behindDoc=\"0\" relativeHeight=\"9\"><wp:positionH relativeFrom=\"page\">\
             <wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"page\"><wp:posOffset>0</wp:posOffset>\
             </wp:positionV><wp:extent cx=\"7500000\" cy=\"9000000\"/><wp:wrapNone/><a:graphic xmlns:a=\
             \"http://schemas.openxmlformats.org/drawingml/2006/main\"><wps:wsp><wps:spPr>{fill}<a:effectLst><a:outerShdw><a:srgbClr \
             val=\"000000\"><a:alpha val=\"40000\"/></a:srgbClr></a:outerShdw></a:effectLst></wps:spPr></wps:wsp></a:graphic></wp:anchor></w:drawing></w:r></w:p>{}",
            p("", &long)
        );
        doubt_of(&made(&body, &[]), "mot")
    };
    let stop = |alpha: &str| format!("<a:gs><a:srgbClr val=\"FFFFFF\">{alpha}</a:srgbClr></a:gs>");
    let gradient =
        |alpha: &str| format!("<a:gradFill><a:gsLst>{}{}</a:gsLst></a:gradFill>", stop(""), stop(alpha));
    assert_eq!(cover(&gradient("")), Some(Doubt::Covered));
    assert_eq!(cover(&gradient("<a:alpha val=\"30000\"/>")), None);
    assert_eq!(cover("<a:noFill/>"), None);
}
