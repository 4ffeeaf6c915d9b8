//! How a batch gets on, on a terminal only: what is done, what is running, how long it may still take.

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use conforme::assess::Task;
use conforme::batch::{Outcome, Watch};
use conforme::message::Lang;
use conforme::report::inert;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::interrupt::Interrupt;

/// Dossiers shown by name while they are checked.
const SHOWN: usize = 3;

/// The bar, and whoever may stop the batch.
pub(super) struct Progress {
    bar: ProgressBar,
    running: Mutex<BTreeSet<(usize, String)>>,
    names: bool,
    interrupt: Interrupt,
}

impl Progress {
    /// A bar over `count` dossiers where standard error is a terminal and there are several; with the `names` of those
    /// that are being checked.
    pub(super) fn new(count: usize, interrupt: Interrupt, lang: Lang, names: bool) -> Self {
        let shown = count > 1 && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        let template = match lang {
            Lang::Fr => "{bar:24} {pos}/{len}, reste {eta}  {wide_msg}",
            Lang::En => "{bar:24} {pos}/{len}, {eta} left  {wide_msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(500));
        }
        Self { bar, running: Mutex::default(), names, interrupt }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn tell(&self, running: &BTreeSet<(usize, String)>) {
        if !self.names {
            return;
        }
        let names: Vec<&str> = running.iter().take(SHOWN).map(|(_, name)| name.as_str()).collect();
        let more = if running.len() > SHOWN { " …" } else { "" };
        self.bar.set_message(format!("{}{more}", names.join(", ")));
    }

    fn name(task: &Task) -> String {
        inert(&task.path.to_string_lossy()).replace(['\n', '\t'], " ")
    }
}

impl Watch for Progress {
    fn begins(&self, index: usize, task: &Task) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert((index, Self::name(task)));
        self.tell(&running);
    }

    fn ends(&self, index: usize, task: &Task, _: &Outcome) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&(index, Self::name(task)));
        self.bar.inc(1);
        self.tell(&running);
    }

    fn stops(&self) -> bool {
        self.interrupt.is_set()
    }
}
