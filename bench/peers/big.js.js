/** Amounts of the library big.js. */
import { Big } from 'big.js'

/** Makes the operation: a sum. */
export function add(questions) {
  const pairs = questions.map(({ left, right }) => [new Big(left.amount), new Big(right.amount)])
  return ({ at }) => pairs[at][0].plus(pairs[at][1])
}

/** Makes the operation: 19 %, rounded half to even. */
export function multiply(questions) {
  const amounts = questions.map(({ left }) => new Big(left.amount))
  const rate = new Big('0.19')
  return ({ at }) => amounts[at].times(rate).round(0, Big.roundHalfEven)
}
