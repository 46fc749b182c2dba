import { readFileSync, writeFileSync } from 'node:fs'

// Usage: node training/convert-personal-data.ts SOURCE.txt training/corpus/personal-data.jsonl
// Source lines hold ⟦type:value⟧ around personal data and \n for line breaks; `#` lines tell service, voice, language.
const [source = '', target = ''] = process.argv.slice(2)
const lines = readFileSync(source, 'utf8').split('\n')
let context = { service: '', voice: '', lang: 'fr' }
const records: string[] = []
for (const [index, line] of lines.entries()) {
  if (line.trim() === '') continue
  if (line.startsWith('# ')) {
    const read = (name: string): string =>
      new RegExp(`${name}=(.*?)(?= [a-z]+=|$)`).exec(line)?.[1]?.trim() ?? ''
    context = { service: read('service'), voice: read('voice'), lang: read('lang') || 'fr' }
    continue
  }
  const spans: { start: number; end: number; type: string; value: string }[] = []
  let text = ''
  const source = line.replaceAll('\\n', '\n').replaceAll('\\t', '\t')
  let from = 0
  for (const match of source.matchAll(/⟦([a-z-]+):([^⟧]*)⟧/g)) {
    text += source.slice(from, match.index)
    const [, type = '', value = ''] = match
    spans.push({ start: text.length, end: text.length + value.length, type, value })
    text += value
    from = match.index + match[0].length
  }
  text += source.slice(from)
  if (/[⟦⟧]/.test(text)) throw new Error(`line ${index + 1}: markup left over`)
  records.push(JSON.stringify({ id: `t${String(index + 1).padStart(4, '0')}`, ...context, text, spans }))
}
writeFileSync(target, `${records.join('\n')}\n`)
console.log(`${records.length} texts`)
