//! The command line, as cases in `tests/cmd/<area>/`: what is typed, what is shown, and how it ends.
//!
//! A case is a `.trycmd` file (a Markdown text with a `console` block a command) or a `.toml` file with `.stdout` and
//! `.stderr` beside it. They run from the root of the repository. `TRYCMD=overwrite cargo test --test cmd` rewrites
//! what they show, to be read before it is committed.

#[test]
fn commands_show_what_their_cases_say() {
    // No answers of earlier runs, nor of this one in the home of whoever runs the tests.
    trycmd::TestCases::new()
        .env("CONFORME_NO_CACHE", "true")
        .case("tests/cmd/**/*.trycmd")
        .case("tests/cmd/**/*.toml");
}
