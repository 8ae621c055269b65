/** Money of the library dinero.js. */
import {
  add as plus,
  allocate as share,
  dinero,
  halfEven,
  multiply as times,
  transformScale,
  USD,
} from 'dinero.js'

/** Makes the operation: a sum. */
export function add(questions) {
  const pairs = questions.map(({ left, right }) => [of(left), of(right)])
  return ({ at }) => plus(pairs[at][0], pairs[at][1])
}

/** Makes the operation: three shares. */
export function allocate(questions) {
  const amounts = questions.map(({ left }) => of(left))
  return ({ at }) => share(amounts[at], [50, 30, 20])
}

/** Makes the operation: 19 %, back in cents. */
export function multiply(questions) {
  const amounts = questions.map(({ left }) => of(left))
  return ({ at }) => transformScale(times(amounts[at], { amount: 19, scale: 2 }), 2, halfEven)
}

function of({ amount }) {
  return dinero({ amount, currency: USD })
}
