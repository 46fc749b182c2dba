export const REQUEST: string
export const ANSWER: string
