// Verifies the proof of a decision, as /verifier offers it for download. Needs Node and nothing else: no package, no
// network, no trust in the city's software. Read it: it is short on purpose.
//
//   node verify-decision.mjs proof.json 'ville.example/journal+1a2b3c4d+AbC…'
//
// The second argument is the public key of the city's journal. Take it from a place you trust (the city's website, an
// official bulletin), not from the file. Exit code 0: everything holds. 1: something does not. 2: wrong usage.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [file, keyText] = process.argv.slice(2)
if (file === undefined || keyText === undefined) {
  console.error('Usage: node verify-decision.mjs proof.json <name+id+key>')
  process.exit(2)
}

const sha256 = (...parts) =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest()
const fail = (why) => {
  throw new Error(why)
}

/** The city's public key, with its name and id. */
function readKey() {
  const [, name, keyId, keyBytes] =
    /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(keyText) ?? fail('The key is malformed.')
  const typed = Buffer.from(keyBytes, 'base64')
  if (typed.length !== 33 || typed[0] !== 1) fail('The key is not an Ed25519 key.')
  if (sha256(name, '\n', typed).toString('hex').slice(0, 8) !== keyId)
    fail('The key and its id do not match.')
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') },
    format: 'jwk',
  })
  return { name, keyId, key }
}

/** Checks the signature of a C2SP signed note and returns the signed text. */
function signedText(note, { name, keyId, key }) {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  for (const line of note.slice(end + 2).split('\n')) {
    const [dash, signer, base64] = line.split(' ')
    const blob = Buffer.from(dash === '—' && signer === name ? base64 : '', 'base64')
    if (blob.subarray(0, 4).toString('hex') !== keyId) continue
    if (verify(null, Buffer.from(text), key, blob.subarray(4))) return text
  }
  return fail('The checkpoint is not signed by this key.')
}

/** The root that an entry's way up the tree leads to (RFC 9162, 2.1.3.2). */
function rootFrom(leaf, index, size, hashes) {
  let [fn, sn, root] = [BigInt(index), BigInt(size) - 1n, leaf]
  if (fn > sn) fail('The entry lies beyond the signed tree.')
  for (const sibling of hashes) {
    if (sn === 0n) fail('The way up the tree is too long.')
    if (fn % 2n === 1n || fn === sn) {
      root = sha256([1], sibling, root)
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n]
    } else root = sha256([1], root, sibling)
    ;[fn, sn] = [fn / 2n, sn / 2n]
  }
  return sn === 0n ? root : fail('The way up the tree is too short.')
}

try {
  const proof = JSON.parse(readFileSync(file, 'utf8'))
  if (proof.format !== 'garde-fou/decision-proof/v1') fail('This is not the proof of a decision.')
  const signer = readKey()
  const [origin, size, root] = signedText(proof.checkpoint, signer).split('\n')
  const hashes = proof.hashes.map((hash) => Buffer.from(hash, 'base64'))
  const found = rootFrom(sha256([0], proof.entry), proof.index, size, hashes)
  if (found.toString('base64') !== root) fail('The entry is not in the signed journal.')

  const entry = JSON.parse(proof.entry)
  const { event, systemId, data } = entry
  if (event !== 'review.effective') fail('The entry is not that of a decision.')
  // Signed by itself as well: its place in the journal says when it was there, not who wrote it.
  const { seal = '', ...rest } = data
  const signed = JSON.stringify(['garde-fou/effect/v1', { ...entry, data: rest }])
  if (!verify(null, Buffer.from(signed), signer.key, Buffer.from(seal, 'base64url')))
    fail('The entry is not signed by this key.')
  if (sha256('garde-fou/reference/v1\n', proof.reference).toString('hex') !== data.reference)
    fail('The entry belongs to another reference.')

  const place = ['of', size, 'entries holds this decision as entry', proof.index].join(' ')
  console.log('VALID: the journal', origin, place)
  console.log('Reference ', proof.reference)
  console.log('AI system ', systemId)
  console.log('Decided   ', data.decidedAt, 'by a person in the role', data.role)
  console.log('Outcome   ', data.outcome, '(of what the AI suggested)')
  console.log('In effect ', data.since)
} catch (error) {
  console.error('NOT VALID:', error.message)
  process.exitCode = 1
}
