//! Ctrl-C, once: nothing new is begun, what is finished is reported. Twice: out.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use conforme::message::Lang;

/// Whether somebody wants to stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. Where the system does not let it, Ctrl-C ends the program as ever.
    pub(super) fn listen(lang: Lang) -> Self {
        let interrupt = Self::default();
        let flag = Arc::clone(&interrupt.0);
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::SeqCst) {
                #[allow(clippy::exit, reason = "asked for twice")]
                std::process::exit(i32::from(super::INTERRUPTED));
            }
            let text = match lang {
                Lang::Fr => "interruption : fin des dossiers en cours ; Ctrl-C encore pour tout arrêter",
                Lang::En => "interrupted: finishing the dossiers at hand; Ctrl-C again to stop at once",
            };
            let _ = writeln!(std::io::stderr(), "\nconforme : {text}");
        });
        interrupt
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
