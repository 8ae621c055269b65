/** Demo data: a delicatessen wholesaler on the coast, who trades in dollars. */
import { money } from '@plinth/core'
import { type Demo, demoId } from './demo.ts'

const drinks = demoId('cat', 'DR1NKS')
const pantry = demoId('cat', 'PANTRY')
const brandt = demoId('sup', 'BRANDT')
const serra = demoId('sup', 'SERRA')
const tea = demoId('prod', 'TEA')
const coffee = demoId('prod', 'C0FFEE')
const honey = demoId('prod', 'H0NEY')
const cheese = demoId('prod', 'CHEESE')
const maerz = demoId('cus', 'MAERZ')
const braga = demoId('cus', 'BRAGA')
const draft = demoId('ord', 'DRAFT')
const shipped = demoId('ord', 'SH1PPED')

export const north: Demo = {
  organization: 'org_north',
  contents: [
    {
      entity: 'catalog.category',
      key: ['code'],
      records: [
        { id: drinks, code: 'DRINKS', name: 'Drinks', description: 'Teas, coffees and juices' },
        { id: pantry, code: 'PANTRY', name: 'Pantry', description: 'What keeps on a shelf' },
      ],
    },
    {
      entity: 'catalog.supplier',
      key: ['code'],
      records: [
        { id: brandt, code: 'BRANDT', name: 'Brandt & Söhne', city: 'Bremen', country: 'Germany' },
        { id: serra, code: 'SERRA', name: 'Quinta da Serra', city: 'Évora', country: 'Portugal' },
      ],
    },
    {
      entity: 'catalog.product',
      key: ['code'],
      records: [
        {
          id: tea,
          code: 'TEA',
          name: 'Assam tea',
          quantityPerUnit: '10 tins',
          categoryId: drinks,
          supplierId: brandt,
          unitPrice: usd('18.00'),
          reorderLevel: 25,
        },
        {
          id: coffee,
          code: 'COFFEE',
          name: 'Harbour coffee',
          quantityPerUnit: '24 bags',
          categoryId: drinks,
          supplierId: brandt,
          unitPrice: usd('46.50'),
          reorderLevel: 10,
        },
        {
          id: honey,
          code: 'HONEY',
          name: 'Heather honey',
          quantityPerUnit: '12 jars',
          categoryId: pantry,
          supplierId: serra,
          unitPrice: usd('21.35'),
          reorderLevel: 0,
        },
        {
          id: cheese,
          code: 'CHEESE',
          name: 'Sheep cheese',
          quantityPerUnit: '2 wheels',
          categoryId: pantry,
          supplierId: serra,
          unitPrice: usd('34.00'),
          reorderLevel: 5,
        },
      ],
    },
    {
      entity: 'inventory.stock-item',
      key: ['productId'],
      records: [
        { productId: tea, quantity: 390 },
        { productId: coffee, quantity: 170 },
        { productId: honey, quantity: 4, onOrder: 60 },
        { productId: cheese, quantity: 19 },
      ],
    },
    {
      entity: 'sales.customer',
      key: ['code'],
      records: [
        {
          id: maerz,
          code: 'MAERZ',
          name: 'Café März',
          contactName: 'Jule März',
          address: 'Am Hafen 3',
          city: 'Kiel',
          postalCode: '24103',
          country: 'Germany',
          creditLimit: usd('100.00'),
        },
        {
          id: braga,
          code: 'BRAGA',
          name: 'Mercearia Braga',
          contactName: 'Inês Lopes',
          address: 'Rua do Souto 40',
          city: 'Braga',
          country: 'Portugal',
          creditLimit: usd('25000.00'),
        },
      ],
    },
    {
      entity: 'sales.order',
      key: ['number'],
      records: [
        {
          id: draft,
          number: 'D-1001',
          customerId: maerz,
          total: usd('124.00'),
          note: 'Jule rings back about the cheese',
        },
        {
          id: shipped,
          number: 'SO-1000',
          customerId: braga,
          total: usd('465.00'),
          status: 'shipped',
          freight: usd('32.38'),
          carrier: 'Coastal Freight',
          placedAt: Date.UTC(2026, 2, 2, 9),
          shippedAt: Date.UTC(2026, 2, 6, 14),
        },
      ],
    },
    {
      entity: 'sales.order-line',
      key: ['orderId', 'productId'],
      records: [
        line(draft, tea, { quantity: 5, unitPrice: '18.00', total: '90.00' }),
        line(draft, cheese, { quantity: 1, unitPrice: '34.00', total: '34.00' }),
        line(shipped, coffee, { quantity: 10, unitPrice: '46.50', total: '465.00' }),
      ],
    },
  ],
}

function line(
  orderId: string,
  productId: string,
  { quantity, unitPrice, total }: Readonly<{ quantity: number; unitPrice: string; total: string }>,
) {
  return { orderId, productId, quantity, unitPrice: usd(unitPrice), total: usd(total) }
}

function usd(text: string): money.Money {
  return money.fromDecimal(text, 'USD')
}
