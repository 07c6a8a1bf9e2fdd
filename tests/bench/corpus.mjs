// Whole corpora through the command line: memory, speed beside that of a tenth, and a run that is killed half-way. On Linux.
//
//   node tests/bench/corpus.mjs [SAYSO]        [target/release/sayso]
//
// BENCH_TO=FORMAT converts to another format of one file. The corpora are made from the golden articles, and deleted.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const sayso = resolve(process.argv[2] ?? 'target/release/sayso')
const to = process.env.BENCH_TO ?? 'sayso'
const MB = 1e6
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'sayso-corpus-'))
const at = name => join(folder, name)

/** Numbers that are the same in every run. */
function * numbers () {
  for (let state = 1n; ;) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)
    yield Number(state >> 33n)
  }
}

/** Writes lines until there are so many bytes. */
function fill (file, bytes, line) {
  const out = openSync(file, 'w')
  for (let written = 0, number = 0; written < bytes;) {
    const part = []
    for (let size = 0; size < MB && written + size < bytes; number++) {
      part.push(line(number))
      size += Buffer.byteLength(part.at(-1))
    }
    written += writeSync(out, part.join(''))
  }
  closeSync(out)
}

/** Articles of some 4 kB, from paragraphs of the golden ones. */
function articles (file, bytes) {
  const golden = readdirSync('tests/golden').filter(name => name.endsWith('.txt')).sort()
  const paragraphs = golden.flatMap(name => readFileSync(join('tests/golden', name), 'utf8').split('\n\n')).map(p => p.trim())
  const random = numbers()
  fill(file, bytes, number => {
    let text = ''
    while (text.length < 4000) text += paragraphs[random.next().value % paragraphs.length] + '\n\n'
    return JSON.stringify({ id: `n${number}`, text }) + '\n'
  })
}

/** Documents, a few over and over under other names. */
async function documents (file, bytes) {
  articles(at('few.jsonl'), MB)
  await run(['annotate', at('few.jsonl'), '-o', at('few.sayso')])
  const few = readFileSync(at('few.sayso'), 'utf8').trim().split('\n')
  fill(file, bytes, number => few[number % few.length].replace(/"id":"n\d+"/, `"id":"n${number}"`) + '\n')
}

/** Seconds for which processors had nothing to do. */
function idle () {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/)
  return (Number(fields[4]) + Number(fields[5])) / 100
}

/** Runs to the end, or until it is time to kill it; gives seconds, those of the processors, and the most memory that it had, in MB. */
async function run (args, enough = () => false) {
  const [begun, rest] = [performance.now(), idle()]
  const child = spawn(sayso, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  let [peak, busy, ended] = [0, 0, false]
  const end = new Promise(resolve => child.on('exit', (code, signal) => { ended = true; resolve({ code, signal }) }))
  while (!ended) {
    if (existsSync(`/proc/${child.pid}/status`)) {
      try {
        const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
        peak = Math.max(peak, found ? found[1] * 1024 / MB : 0)
        const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
        // Hundredths of seconds, of which a process that has ended says nothing.
        busy = Math.max(busy, (Number(fields[11]) + Number(fields[12])) / 100)
      } catch { /* It has just ended. */ }
    }
    if (enough()) child.kill('SIGKILL')
    await Promise.race([end, sleep(20)])
  }
  const { code, signal } = await end
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`sayso ${args.join(' ')} ended with ${code ?? signal}`)
  return { seconds: (performance.now() - begun) / 1000, busy, idle: idle() - rest, peak, killed: signal === 'SIGKILL' }
}

const size = file => existsSync(file) ? statSync(file).size : 0

async function hash (file) {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part)
  return hash.digest('hex')
}

async function bench (name, small, large, command, misses) {
  const speed = ({ seconds }, file) => size(file) / MB / seconds
  const tenth = await run(command(small, at('tenth')))
  const whole = await run(command(large, at('whole')))
  const [before, after] = [speed(tenth, small), speed(whole, large)]
  // What others do on the machine meanwhile counts for nothing here; what was left idle does.
  const [busyBefore, busyAfter] = [tenth, whole].map((run, i) => size([small, large][i]) / MB / (run.busy + run.idle))
  console.log(`${name}: ${(size(large) / MB).toFixed(0)} MB in ${whole.seconds.toFixed(1)} s, ${after.toFixed(2)} MB/s; ` +
    `a tenth: ${before.toFixed(2)} MB/s (${(100 * (after / before - 1)).toFixed(1)} %)`)
  console.log(`  for each second of a processor that it had, or left idle: ${busyAfter.toFixed(2)} MB; a tenth: ${busyBefore.toFixed(2)} MB ` +
    `(${(100 * (busyAfter / busyBefore - 1)).toFixed(1)} %)`)
  console.log(`  peak memory: ${whole.peak.toFixed(0)} MB; a tenth: ${tenth.peak.toFixed(0)} MB`)
  if (busyAfter < 0.8 * busyBefore) misses.push(`${name}: more than 20 % slower than a tenth`)
  if (whole.peak > 300) misses.push(`${name}: more than 300 MB`)
  const half = size(at('whole')) / 2
  const first = await run(command(large, at('parts')), () => size(at('parts')) >= half)
  const torn = size(at('parts'))
  const second = await run([...command(large, at('parts')), '--resume'])
  const same = await hash(at('whole')) === await hash(at('parts'))
  console.log(`  killed after ${first.seconds.toFixed(1)} s with ${(torn / MB).toFixed(0)} MB written, gone on with for ` +
    `${second.seconds.toFixed(1)} s: ${same ? 'the same bytes' : 'OTHER BYTES'}`)
  if (!first.killed || !same || existsSync(at('parts.progress'))) misses.push(`${name}: not gone on with as it should be`)
  for (const file of ['tenth', 'whole', 'parts']) rmSync(at(file))
}

const misses = []
try {
  console.log(`${cpus().length} cores of ${cpus()[0].model}`)
  await documents(at('tenth.sayso'), 100 * MB)
  await documents(at('whole.sayso'), 1000 * MB)
  await bench(`convert --to ${to}`, at('tenth.sayso'), at('whole.sayso'), (file, out) => ['convert', '--to', to, '-o', out, file], misses)
  rmSync(at('whole.sayso'))
  articles(at('tenth.jsonl'), 10 * MB)
  articles(at('whole.jsonl'), 100 * MB)
  await bench('annotate', at('tenth.jsonl'), at('whole.jsonl'), (file, out) => ['annotate', '-o', out, file], misses)
} finally {
  rmSync(folder, { recursive: true })
}
for (const miss of misses) console.log(`over the bar: ${miss}`)
process.exitCode = misses.length > 0 ? 1 : 0
