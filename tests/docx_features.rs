//! One DOCX per OOXML feature, and the text that is read of it: what counts as it stands, anything else in braces with
//! its role, blocks parted by ` / `.

use std::path::Path;

use conforme::document::{Block, Role};
use conforme::read::{Limits, read};
use conforme::source::Source;

const EXPECTED: &[(&str, &str)] = &[
    ("altcontent_par_level", " / MKparchoice"),
    ("altcontent_par_text", "MKaltA"),
    ("bdo", "MKbdo"),
    ("br", "MKb\nMKbr"),
    ("bullet_auto", "{Label •\t}MKbul1 / {Label •\t}MKbul2"),
    ("cdata", "MKcdata"),
    ("comment", "MKcmref"),
    ("customXml_block", "MKcustomblk"),
    ("customXml_inline", "MKcustomin"),
    ("del", "{Deleted MKdel}"),
    ("emdash", "mot — mot mot—mot mot – mot mot–mot"),
    ("emoji", "😀👩\u{200d}💻 é e\u{301}"),
    ("endnote", "MKenref / MKendtext"),
    ("entities", "MK&enté"),
    ("field_result", "{FieldCode  REF MKinstr }MKfldres"),
    ("fldSimple", "MKfldsimple"),
    ("footnote", "MKfnref / MKfoottext"),
    ("hyperlink", "MKhyper"),
    ("hyperlink_in_fld", "{FieldCode  PAGEREF _Toc1 }MKhypfld"),
    ("ins", "MKins"),
    ("ins_hyperlink", "MKinshyp"),
    ("list_auto", "{Label 1.\t}MKlist1 / {Label 2.\t}MKlist2"),
    ("math_inline", "x{Math MKmath}"),
    ("math_para", "{Math MKnumMKden}"),
    ("moveFrom", "{Deleted MKmvfrom}"),
    ("moveTo", "MKmvto"),
    ("nbsp_nnbsp", "a\u{a0}: b\u{202f}! c"),
    ("nested_table", "MKnested / "),
    ("noBreakHyphen", "MKnb\u{2011}hyphen"),
    ("ns0_prefix", "MKplain / MKtable"),
    ("plain", "MKplain"),
    ("ruby", "{Ruby MKrt}MKrbase"),
    ("sdt_block", "MKsdtblk"),
    ("sdt_cell", "MKsdtcell"),
    ("sdt_in_cell", "MKsdtinc / "),
    ("sdt_inline", "MKsdtinl"),
    ("sdt_nested", "MKsdtnest"),
    ("sdt_row", "MKsdtrow"),
    ("sdt_toc", "MKtoctitle / MKtocentry"),
    ("slash_hyphen", "et/ou porte-clé l’eau aujourd'hui / - & 10 %"),
    ("smartTag", "MKsmart"),
    ("softHyphen", "MKso\u{ad}hyphen"),
    ("spaces_kinds", "a\u{2003}b\u{2009}c\u{3000}d\u{2007}e"),
    ("strict", "MKplain / MKtable"),
    ("sym", "MKsy→"),
    ("tab", "MKa\tMKtab"),
    ("table", "MKtable"),
    ("txbx_choice", " / MKtxchoice"),
    ("txbx_group_first", " / MKgrpone / MKgrptwo"),
    ("txbx_sdt", " / MKtxsdt"),
    ("vanish", "{Hidden MKvanish}"),
    ("vml_textbox", " / MKvml"),
    ("zw", "a\u{200b}b\u{2060}c\u{feff}d\u{ad}e"),
];

fn shown(block: &Block) -> String {
    let run = |run: &conforme::document::Run| match run.role {
        Role::Text => run.text.clone(),
        role => format!("{{{role:?} {}}}", run.text),
    };
    block.runs.iter().map(run).collect()
}

#[test]
fn every_feature_is_read_as_the_counting_profile_says() {
    let folder = Path::new("fixtures/docx-features");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, EXPECTED.len(), "a feature file without an expectation");
    let mut wrong = String::new();
    for (name, expected) in EXPECTED {
        let source = Source::open(&folder.join(name).with_extension("docx"), u64::MAX).unwrap();
        let document = read(&source, &Limits::default()).unwrap().document;
        // Every file carries a note of each kind; where nothing refers to it, it is there but not shown.
        let orphan = |block: &&Block| block.context.note.is_some() && block.is_blank();
        let blocks = document.blocks.iter().filter(|b| b.in_flow() && !orphan(b));
        let texts: Vec<String> = blocks.map(shown).collect();
        let read = texts.join(" / ");
        if read != *expected {
            wrong.push_str(&format!("{name}: {read:?}, expected {expected:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
