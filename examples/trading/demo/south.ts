/** Demo data: another company in the same system, with its own catalog and its own currency. */
import { money } from '@plinth/core'
import { type Demo, demoId } from './demo.ts'

const tools = demoId('cat', 'W0RKS')
const spade = demoId('prod', 'SPADE')
const cart = demoId('prod', 'CART')
const green = demoId('cus', 'GREEN')

export const south: Demo = {
  organization: 'org_south',
  contents: [
    {
      entity: 'catalog.category',
      key: ['code'],
      records: [{ id: tools, code: 'TOOLS', name: 'Garden tools' }],
    },
    {
      entity: 'catalog.product',
      key: ['code'],
      records: [
        { id: spade, code: 'SPADE', name: 'Spade', categoryId: tools, unitPrice: eur('38.90') },
        { id: cart, code: 'CART', name: 'Handcart', categoryId: tools, unitPrice: eur('179.00') },
      ],
    },
    {
      entity: 'inventory.stock-item',
      key: ['productId'],
      records: [
        { productId: spade, quantity: 60 },
        { productId: cart, quantity: 7 },
      ],
    },
    {
      entity: 'sales.customer',
      key: ['code'],
      records: [
        {
          id: green,
          code: 'GREEN',
          name: 'Vivaio Verde',
          city: 'Lecce',
          country: 'Italy',
          creditLimit: eur('800.00'),
        },
      ],
    },
  ],
}

function eur(text: string): money.Money {
  return money.fromDecimal(text, 'EUR')
}
