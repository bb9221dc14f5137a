//! The tray agent and the command line: they plug the rest together.
