//! Every exit code, line by line: 0 nothing to fix, 1 something to fix, 2 the tool could not do its work.

use super::{Place, cohort};

const IN_ORDER: &str = "dupont/dossier.docx";
const NOT_IN_ORDER: &str = "martin/dossier.md";
const UNREADABLE: &str = "petit/dossier.docx";

/// What is typed after `conforme`, and the code it ends with.
const TABLE: &[(&[&str], i32)] = &[
    (&["--help"], 0),
    (&["--version"], 0),
    (&["list"], 0),
    (&[], 2),
    (&["nothing-of-the-kind"], 2),
    (&["check", "--nothing-of-the-kind", IN_ORDER], 2),
    // What the dossiers are like.
    (&["check", "-c", "ais", IN_ORDER], 0),
    (&["check", "-c", "ais", NOT_IN_ORDER], 1),
    (&["check", "-c", "ais", UNREADABLE], 1),
    (&["check", "-c", "ais", "."], 1),
    (&["count", IN_ORDER], 0),
    (&["count", UNREADABLE], 1),
    (&["count", "nowhere.docx"], 2),
    // The same in every format.
    (&["check", "-c", "ais", "-f", "json", NOT_IN_ORDER], 1),
    (&["check", "-c", "ais", "-f", "sarif", NOT_IN_ORDER], 1),
    (&["check", "-c", "ais", "-f", "html=page.html", NOT_IN_ORDER], 1),
    // The threshold.
    (&["check", "-c", "ais", "--fail-on", "never", "."], 0),
    (&["check", "-c", "ais", "--exit-zero", "."], 0),
    (&["check", "-c", "ais", "--fail-on", "error", IN_ORDER], 0),
    (&["check", "-c", "ais", "--fail-on", "sometimes", IN_ORDER], 2),
    // Deadlines.
    (&["check", "-c", "ais", "--session", "2026-12-07", "--depot", "2026-10-01", IN_ORDER], 0),
    (&["check", "-c", "ais", "--session", "2026-12-07", "--depot", "2026-12-06", IN_ORDER], 1),
    (&["check", "-c", "ais", "--session", "yesterday", IN_ORDER], 2),
    (&["check", "-c", "ais", "--session", "2026-12-07", "--zone", "lune", IN_ORDER], 2),
    // What keeps the tool from its work, even where dossiers are judged beside it.
    (&["check", "-c", "ais", "nowhere.docx"], 2),
    (&["check", "-c", "ais", "nowhere.docx", NOT_IN_ORDER], 2),
    (&["check", "-c", "ais", "--exit-zero", "nowhere.docx"], 2),
    (&["check", "-c", "ais", "nowhere/*.docx"], 2),
    (&["check", "-c", "none-such", IN_ORDER], 2),
    (&["check", NOT_IN_ORDER], 2),
    (&["check"], 2),
    (&["check", "-c", "ais", "-f", "papyrus", IN_ORDER], 2),
    (&["check", "-c", "ais", "-f", "json", "-f", "csv", IN_ORDER], 2),
    (&["check", "-c", "ais", "-f", "json=nowhere/report.json", IN_ORDER], 2),
    (&["check", "-c", "ais", "-f", "json=dupont", IN_ORDER], 2),
    (&["check", "-c", "ais", "--resume", "nowhere.docx", IN_ORDER], 2),
    (&["check", "-c", "ais", "--files-from", "nowhere.txt"], 2),
    (&["check", "-c", "ais", "--stdin-filename", "x.md", IN_ORDER], 2),
    (&["check", "-c", "ais", "--shard", "9/8", IN_ORDER], 2),
    (&["check", "-c", "ais", "--jobs", "0", IN_ORDER], 2),
    (&["check", "-c", "ais", "--config", "nowhere.toml", IN_ORDER], 2),
    (&["check", "-c", "ais", "--baseline", "nowhere.json", IN_ORDER], 2),
    (&["check", "-c", "ais", "--baseline", NOT_IN_ORDER, IN_ORDER], 2),
    (&["check", "-c", "ais", "-f", "json=report.json", NOT_IN_ORDER], 1),
    (&["check", "-c", "ais", "-f", "json=fine.json", IN_ORDER], 0),
    (&["merge", "report.json"], 1),
    (&["merge", "fine.json"], 0),
    (&["merge", "fine.json", "-o", "nowhere/joined.json"], 2),
    (&["merge", "fine.json", "-f", "papyrus"], 2),
    (&["merge"], 2),
    (&["merge", "nowhere.json"], 2),
    (&["merge", NOT_IN_ORDER], 2),
    (&["outline", IN_ORDER], 0),
    (&["outline", UNREADABLE], 1),
    (&["outline", "nowhere.docx"], 2),
    (&["compare", IN_ORDER, IN_ORDER], 0),
    (&["compare", IN_ORDER, NOT_IN_ORDER], 1),
    (&["compare", IN_ORDER, "nowhere.docx"], 2),
    (&["compare", IN_ORDER], 2),
    // The organiser's commands.
    (&["receive", "-c", "ais", "-o", "receipts", "dupont"], 0),
    (&["receive", "-c", "ais", "-o", "receipts", "dupont"], 0),
    (&["receive", "-c", "ais", "-o", "receipts", "dupont", "--date", "2026-01-05"], 2),
    (&["receive", "-c", "ais", "-o", "receipts", "dupont", "--date", "2026-01-05", "--replace"], 0),
    (&["receive", "-c", "ais", "-o", "receipts", "martin", "petit"], 1),
    (&["receive", "-c", "ais", "-o", "dupont/dossier.docx", "dupont"], 2),
    (&["receive", "-c", "ais", "dupont", "--resume-date", "hier"], 2),
    (&["check", "-c", "ais", IN_ORDER, "--resume-date", "hier"], 2),
    (&["receive", "nowhere"], 2),
    (&["verify", "receipts/dupont.json", "--in", "dupont"], 0),
    (&["verify", "receipts/dupont.json", "--in", "martin"], 2),
    (&["verify", "nowhere.json"], 2),
    (&["verify", "report.json"], 2),
    (&["summaries", "-c", "ais", "dupont"], 1),
    (&["summaries", "-c", "ais", "dupont", "-o", "list.xlsx"], 2),
    (&["summaries", "-c", "ais", "nowhere"], 2),
    (&["report-problem", "-c", "ais", NOT_IN_ORDER, "-o", "contested.json"], 0),
    (&["report-problem", "--replay", "contested.json"], 0),
    (&["report-problem", "--replay", "report.json"], 2),
    (&["report-problem", "-c", "ais", UNREADABLE], 2),
    (&["report-problem", "-c", "ais", NOT_IN_ORDER, "-r", "none-such"], 2),
    // About the program and its rules.
    (&["doctor"], 0),
    (&["completions", "bash"], 0),
    (&["completions", "none-such"], 2),
    (&["man"], 0),
    (&["man", "check"], 0),
    (&["man", "none-such"], 2),
    (&["rules", "schema"], 0),
    (&["rules", "show", "ais-2018/titre"], 0),
    (&["rules", "validate", concat!(env!("CARGO_MANIFEST_DIR"), "/rules/ais-2018/titre.toml")], 0),
    (&["rules", "test", "nowhere.toml"], 2),
    (&["rules"], 2),
    (&["config"], 0),
    (&["config", "--config", "nowhere.toml"], 2),
    (&["explain", "abstract", "-c", "ais"], 0),
    (&["explain", "none-such", "-c", "ais"], 2),
    (&["rules", "show", "none-such"], 2),
    (&["rules", "validate", "nowhere.toml"], 2),
    (&["deadlines", "-c", "ais", "--session", "2026-12-07"], 0),
    (&["deadlines", "-c", "ais", "--session", "2026-12-07", "--depot", "2026-12-06"], 1),
    (&["deadlines", "-c", "ais"], 2),
    // Last, for what it writes holds for the others.
    (&["init", "dupont"], 0),
    (&["init", "dupont"], 2),
    (&["init", "nowhere"], 2),
];

#[test]
fn every_command_stands_in_the_table() {
    let ran = cohort().run(&["--help"]);
    let commands = ran.out.lines().skip_while(|line| !line.starts_with("Commandes")).skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty())
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    for command in commands {
        let codes: Vec<i32> =
            TABLE.iter().filter(|(args, _)| args.first() == Some(&command)).map(|(_, code)| *code).collect();
        assert!(codes.contains(&0) || command == "summaries", "{command}: {codes:?}");
        let never_fails = ["list", "doctor"].contains(&command);
        assert!(codes.contains(&2) || never_fails, "{command}: {codes:?}");
    }
}

#[test]
fn every_command_ends_with_its_code() {
    let place = cohort();
    for (args, code) in TABLE {
        let ran = place.run(args);
        assert_eq!(ran.code, *code, "conforme {}\n{}{}", args.join(" "), ran.out, ran.err);
        // Whoever reads only the code is told why on standard error.
        assert!(*code != 2 || !ran.err.is_empty(), "conforme {} says nothing", args.join(" "));
    }
}

#[test]
fn what_was_found_by_the_threshold_decides() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.md", "dossier.md");
    let code = |fail_on: &str| place.run(&["check", "-c", "ais", "--fail-on", fail_on, "dossier.md"]).code;
    // Nothing is wrong with it, but its length cannot be judged.
    assert_eq!([code("never"), code("error"), code("not-judged")], [0, 0, 1]);
}
