/** What is timed of a peer: a request until it durably waits for a person, and the person's answer until its result is there. */
export function asContender({ propose, decide, rounds = 200, close }) {
  let ticket
  return {
    rounds,
    works: {
      propose: async () => {
        ticket = await propose()
      },
      decide: () => decide(ticket),
    },
    close,
  }
}
