import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { DecisionLine, UseLine } from './corpus.ts'

/**
 * Turns writers' notes into the corpus: `node training/import-corpus.ts FOLDER`. A note has header lines
 * (`# service=… voice=… lang=fr`) and one text a line: `LABEL KIND STYLE :: text`, or `D :: text` in a note whose name
 * starts with `decisions`. Each note becomes a file of its name, written anew; lines that cannot be read and texts that
 * the note says twice are counted and left out.
 */
const LABELS: Readonly<Record<string, UseLine['label']>> = {
  B: 'biometric',
  S: 'social-scoring',
  I: 'individual-surveillance',
  A: 'automated-decision',
  N: 'none',
}
const KINDS: Readonly<Record<string, UseLine['kind']>> = {
  d: 'declaration',
  p: 'prompt',
  o: 'output',
  t: 'tool',
}
const STYLES: Readonly<Record<string, UseLine['style']>> = {
  plain: 'plain',
  para: 'paraphrase',
  obf: 'obfuscated',
  near: 'near-miss',
}

interface Header {
  readonly service: string
  readonly voice: string
  readonly lang: 'fr' | 'en'
}

interface Note {
  readonly header: Header
  readonly head: string
  readonly text: string
}

function notesOf(source: string): Note[] {
  let header: Header = { service: '', voice: '', lang: 'fr' }
  return source.split('\n').flatMap((line): Note[] => {
    if (line.startsWith('#')) {
      header = headerOf(line, header)
      return []
    }
    const at = line.indexOf(' ::')
    if (at < 0) return []
    const text = line
      .slice(at + 3)
      .trim()
      .replaceAll('\\n', '\n')
    return text === '' ? [] : [{ header, head: line.slice(0, at).trim(), text }]
  })
}

function headerOf(line: string, before: Header): Header {
  const field = (name: string): string | undefined =>
    new RegExp(`${name}=(.*?)(?= (?:service|voice|lang)=|$)`).exec(line)?.[1]?.trim()
  const lang = field('lang')
  return {
    service: field('service') ?? before.service,
    voice: field('voice') ?? before.voice,
    lang: lang === undefined ? before.lang : lang.startsWith('en') ? 'en' : 'fr',
  }
}

function useOf({ header, head, text }: Note, writer: string): UseLine | undefined {
  const [label = '', kind = '', style = ''] = head.split(/\s+/)
  const found = { label: LABELS[label], kind: KINDS[kind], style: STYLES[style] }
  if (found.label === undefined || found.kind === undefined || found.style === undefined) return undefined
  return { text, label: found.label, kind: found.kind, style: found.style, writer, ...header }
}

function decisionOf({ header, head, text }: Note, writer: string): DecisionLine | undefined {
  if (head !== 'D' && head !== 'N') return undefined
  return { text, label: head === 'D' ? 'individual-decision' : 'none', writer, ...header }
}

function write(path: string, lines: readonly (UseLine | DecisionLine | undefined)[]): void {
  const seen = new Set<string>()
  const kept = lines.filter((line) => {
    if (line === undefined || seen.has(line.text)) return false
    seen.add(line.text)
    return true
  })
  writeFileSync(path, `${kept.map((line) => JSON.stringify(line)).join('\n')}\n`)
  console.log(`${path}: ${kept.length} lines, ${lines.length - kept.length} left out`)
}

const [folder = '.', ...names] = process.argv.slice(2)
const target = join(import.meta.dirname, 'corpus')
for (const kind of ['uses', 'decisions']) mkdirSync(join(target, kind), { recursive: true })
for (const name of names) {
  const notes = notesOf(readFileSync(join(folder, name), 'utf8'))
  const writer = basename(name, '.txt')
  if (writer.startsWith('decisions'))
    write(
      join(target, 'decisions', `${writer}.jsonl`),
      notes.map((note) => decisionOf(note, writer)),
    )
  else
    write(
      join(target, 'uses', `${writer}.jsonl`),
      notes.map((note) => useOf(note, writer)),
    )
}
