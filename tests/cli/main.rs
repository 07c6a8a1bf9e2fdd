//! The command line as people use it: files in, standard output, standard error, exit status.

mod agree;
mod convert;
mod eval;
mod formats;
mod pipes;
mod refusals;
mod resume;
mod scorer;

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

/// What a run came to.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

/// A folder of its own for one test, with these files in it.
fn folder(test: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
    folder
}

fn bare(folder: &PathBuf) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.current_dir(folder);
    command
}

fn sayso(folder: &PathBuf) -> Command {
    let mut command = bare(folder);
    command.arg("annotate");
    command
}

/// Runs `sayso annotate` in a folder.
fn annotate(folder: &PathBuf, args: &[impl AsRef<OsStr>], stdin: &[u8]) -> Ran {
    run(sayso(folder).args(args), stdin)
}

fn run(command: &mut Command, stdin: &[u8]) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        // A command that refuses its arguments does not read what is piped to it.
        scope.spawn(move || drop(pipe.write_all(stdin)));
        child.wait_with_output().unwrap()
    });
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
