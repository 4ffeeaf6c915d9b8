//! Shares of a session, and the reports that are merged of them.

use super::{Place, cohort, json, paths};

#[test]
fn shares_add_up_to_the_whole() {
    let place = cohort();
    for n in 0..6 {
        place.write(&format!("autre-{n}/dossier.md"), "# Cahier des charges\n\nRien.\n");
    }
    let whole = place.run(&["check", "-c", "ais", "-f", "json", "."]);
    let mut args = vec!["merge".to_owned()];
    for share in 1..=3 {
        let file = format!("part-{share}.json");
        place.run(&[
            "check",
            "-c",
            "ais",
            "--shard",
            &format!("{share}/3"),
            "-f",
            &format!("json={file}"),
            ".",
        ]);
        args.push(file);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let merged = place.run(&args);
    assert_eq!((merged.code, merged.err.as_str()), (1, ""));
    assert_eq!(merged.out, whole.out);
    // The other formats are those of the check itself.
    for format in ["concise", "csv", "gitlab", "github", "html", "json", "junit", "markdown", "sarif"] {
        let checked = place.run(&["check", "-c", "ais", "-f", format, "."]).out;
        let merged = place.run(&[&args[..], &["-f", format]].concat());
        assert_eq!((merged.code, merged.out), (1, checked), "{format}");
    }
    place.run(&[&args[..], &["-o", "all.json", "-f", "html=all.html", "-f", "csv=all.csv"]].concat());
    assert_eq!(place.read("all.json"), whole.out);
    assert!(place.read("all.html").contains("martin") && place.read("all.csv").contains("martin"));
    let incomplete = place.run(&args[..3]);
    assert_eq!(incomplete.code, 2);
    assert!(incomplete.err.contains("3/3"), "{}", incomplete.err);
    // What was not made alike does not go together.
    let other = place
        .read("part-2.json")
        .replace(&format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"9.9.9\"");
    place.write("part-2.json", &other);
    let refused = place.run(&args);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("9.9.9"), "{}", refused.err);
    let other = place.read("part-3.json").replace("\"schema_version\": 1", "\"schema_version\": 2");
    place.write("part-3.json", &other);
    assert!(place.run(&["merge", "part-3.json"]).err.contains("version 2"));
}

/// A session of two certifications in three shares, `part-1.json` to `part-3.json`, and undivided, `whole.json`.
fn shared_out() -> Place {
    let place = Place::new();
    // The first in order falls to the last share.
    for n in 0..9 {
        place.write(&format!("{n}/dossier.md"), "# Cahier des charges\n\nRien.\n");
    }
    place.write(
        "conforme.toml",
        "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\n[[group]]\nname = \"g\"\ncertification = \
         \"ccp1\"\ncandidates = [\"0\", \"1\", \"2\"]\n",
    );
    place.run(&["check", "-f", "json=whole.json"]);
    for share in 1..=3 {
        let (share, out) = (format!("{share}/3"), format!("json=part-{share}.json"));
        assert!(place.run(&["check", "--shard", &share, "-f", &out]).code < 2);
    }
    place
}

#[test]
fn certifications_stand_in_the_order_of_an_undivided_run_whatever_the_order_of_the_shares() {
    let place = shared_out();
    let ids = |report: &serde_json::Value| -> Vec<String> {
        let all = report["certifications"].as_array().unwrap().iter();
        all.map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let whole = place.read("whole.json");
    assert_eq!(ids(&json(&whole)), ["ais-2018/ccp1", "ais-2018/titre"]);
    for parts in [["1", "2", "3"], ["3", "2", "1"], ["2", "3", "1"]] {
        let parts = parts.map(|part| format!("part-{part}.json"));
        let merged = place.run(&["merge", &parts[0], &parts[1], &parts[2]]).out;
        assert_eq!(ids(&json(&merged)), ids(&json(&whole)), "{parts:?}");
        assert_eq!(merged, whole, "{parts:?}");
    }
}

#[test]
fn a_share_that_is_given_twice_is_told_and_two_that_differ_are_refused() {
    let place = shared_out();
    let all = ["merge", "part-1.json", "part-2.json", "part-3.json"];
    let merged = place.run(&all);
    place.write("again.json", &place.read("part-2.json"));
    let twice = place.run(&[&all[..], &["again.json"]].concat());
    assert_eq!((twice.code, &twice.out), (merged.code, &merged.out), "{}", twice.err);
    assert!(twice.err.contains("again.json répète part-2.json (part 2/3)"), "{}", twice.err);
    // In the place of another it leaves that one out, which is the graver.
    let instead = place.run(&["merge", "part-1.json", "part-2.json", "again.json"]);
    assert_eq!(instead.code, 2);
    assert!(instead.err.contains("again.json répète") && instead.err.contains("3/3"), "{}", instead.err);
    place.run(&["check", "--shard", "2/3", "-f", "json=again.json", "--no-config", "-c", "ais", "0"]);
    let other = json(&place.read("again.json"));
    assert_ne!(paths(&other), paths(&json(&place.read("part-2.json"))));
    let refused = place.run(&[&all[..], &["again.json"]].concat());
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("part-2.json et again.json sont tous deux la part 2/3"), "{}", refused.err);
    // Whole reports have no share.
    let whole = place.run(&["merge", "whole.json", "whole.json"]);
    assert!(whole.err.contains("whole.json répète whole.json, à l'identique"), "{}", whole.err);
    assert_eq!(whole.out, place.read("whole.json"));
}

#[test]
fn a_merged_report_says_which_shares_it_lacks_until_they_come() {
    let place = shared_out();
    let first =
        place.run(&["merge", "part-1.json", "part-3.json", "-o", "some.json", "-f", "html=some.html"]);
    assert_eq!(first.code, 2);
    let some = json(&place.read("some.json"));
    assert_eq!(some["shard"], "1/3, 3/3");
    let told = "Il manque des parts : 2/3. Le rapport écrit est incomplet.";
    assert_eq!(some["notices"][0]["message"], told);
    let page = place.read("some.html").replace(['\u{a0}', '\u{202f}'], " ");
    assert!(page.contains(told), "{page}");
    let whole = place.run(&["merge", "some.json", "part-2.json"]);
    assert_eq!((whole.err.as_str(), whole.out), ("", place.read("whole.json")));
}
