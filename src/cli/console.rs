//! Standard streams, colour and language.

use std::cell::RefCell;
use std::io::{BufWriter, IsTerminal, Write};

use conforme::message::{Lang, Message};
use conforme::pseudonym::Disguise;
use conforme::report::{Options, RenderError, Styles, inert};

use super::args::{ColorArg, Common, LangArg};
use super::failure::Failure;

/// Narrowest and widest text that is set.
const WIDTH: std::ops::RangeInclusive<usize> = 40..=100;

/// Where and how to write.
pub(super) struct Console {
    pub(super) lang: Lang,
    colour: bool,
    colour_errors: bool,
    /// Remarks that wait for the pseudonyms of the names in them; none where nobody is to be hidden.
    held: RefCell<Option<Vec<Message>>>,
}

impl Console {
    pub(super) fn new(common: &Common) -> Self {
        let lang = match common.lang {
            LangArg::Fr => Lang::Fr,
            LangArg::En => Lang::En,
        };
        let colour = |terminal: bool| match common.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => wants_colour(terminal),
        };
        Self {
            lang,
            colour: colour(std::io::stdout().is_terminal()),
            colour_errors: colour(std::io::stderr().is_terminal()),
            held: RefCell::default(),
        }
    }

    /// How reports are to be set.
    pub(super) fn options(&self, verbose: bool) -> Options {
        let styles = if self.colour { Styles::coloured() } else { Styles::plain() };
        let width = textwrap::termwidth().clamp(*WIDTH.start(), *WIDTH.end());
        let here = std::env::current_dir().ok().and_then(|here| Some(here.to_str()?.replace('\\', "/")));
        Options { lang: self.lang, width, styles, verbose, base: here, ..Options::default() }
    }

    /// Writes a text of ours to standard output; what others wrote in it does not act. A reader that has gone is no
    /// failure.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        self.print_rendered(&inert(text))
    }

    /// Writes a message to standard output as [`Self::print`] does.
    pub(super) fn tell(&self, message: &Message) -> Result<(), Failure> {
        self.print(message.get(self.lang))
    }

    /// Writes messages to standard output, each on a line of its own.
    pub(super) fn tell_lines(&self, lines: &[Message]) -> Result<(), Failure> {
        self.print(&lines.iter().map(|line| format!("{}\n", line.get(self.lang))).collect::<String>())
    }

    /// Writes to standard output what was made to act, or comes with the program: a report, a script. A reader that has
    /// gone is no failure.
    pub(super) fn print_rendered(&self, text: &str) -> Result<(), Failure> {
        self.write(|out| out.write_all(text.as_bytes()).map_err(RenderError::Output))
    }

    /// Gives standard output to `render` to write to. A reader that has gone is no failure.
    pub(super) fn write(
        &self,
        render: impl FnOnce(&mut dyn Write) -> Result<(), RenderError>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::new(std::io::stdout().lock());
        match render(&mut out).and_then(|()| out.flush().map_err(RenderError::Output)) {
            Err(RenderError::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(RenderError::Output(error)) => Err(Failure::Output(error)),
            Err(RenderError::Lost(lost)) => Err(lost.into()),
            Err(error) => Err(Failure::Report(error.to_string())),
            Ok(()) => Ok(()),
        }
    }

    /// Keeps remarks back from now on, until the names in them can be hidden.
    pub(super) fn hold(&self) {
        self.held.borrow_mut().get_or_insert_default();
    }

    /// True where remarks are kept back.
    pub(super) fn holds(&self) -> bool {
        self.held.borrow().is_some()
    }

    /// Writes the remarks that were kept back, with pseudonyms as far as these are known.
    pub(super) fn release(&self, disguise: Option<&Disguise>) {
        for mut message in self.held.take().unwrap_or_default() {
            disguise.iter().for_each(|disguise| disguise.message(&mut message));
            self.note(&message);
        }
    }

    /// Writes a remark to standard error.
    pub(super) fn note(&self, message: &Message) {
        if let Some(held) = self.held.borrow_mut().as_mut() {
            held.push(message.clone());
            return;
        }
        let _ = writeln!(std::io::stderr(), "conforme : {}", inert(message.get(self.lang)));
    }

    /// Writes a failure to standard error.
    pub(super) fn fail(&self, failure: &Failure) {
        let _ = write!(std::io::stderr(), "{}", failure.render(self.lang, self.colour_errors));
    }
}

/// Writes `text` to standard error, where there is no console yet.
pub(super) fn complain(text: &str) {
    let _ = write!(std::io::stderr(), "{}", inert(text));
}

/// The conventions of the environment: `NO_COLOR`, `CLICOLOR_FORCE`, `FORCE_COLOR`, `TERM=dumb`.
fn wants_colour(terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    set("CLICOLOR_FORCE")
        || set("FORCE_COLOR")
        || (terminal && std::env::var_os("TERM").is_none_or(|t| t != "dumb"))
}
