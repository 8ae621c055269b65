/** What the traits of entities imply: subscriptions and forwards that nobody has to write down. */
export { channelForwards } from './channel-forwards.ts'
export { hookSubscriptions } from './hook-subscriptions.ts'
export { mutationTypes } from './mutations-heard.ts'
export { searchableTypes, searchedFields } from './search-fields.ts'
export { searchSubscriptions } from './search-subscriptions.ts'
