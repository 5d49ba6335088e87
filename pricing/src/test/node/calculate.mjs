// Copyright The AI Ops Authors
// SPDX-License-Identifier: Apache-2.0

// Answers questions about prices by the npm package's own calculator, one line each, tab separated.
// Usage: node calculate.mjs FOLDER_WITH_NODE_MODULES < questions > answers
//   price  PROVIDER MODEL MILLIS KEY=AMOUNT...  ->  none | error TEXT | MODEL TOTAL KEY=COST...
//   find   PROVIDER MODEL                       ->  none | MODEL
//   named  NAME                                 ->  none | PROVIDER
//   at     URL                                  ->  none | PROVIDER
//   serving MODEL                               ->  none | PROVIDER
// A cost by price key is what the calculator says with all other prices set to zero.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const entry = createRequire(resolve(process.argv[2], 'package.json')).resolve('@pydantic/genai-prices')
const { calcPrice, findProvider } = await import(pathToFileURL(entry))

const zero = (price) =>
  typeof price === 'number' ? 0 : { base: 0, tiers: price.tiers.map((tier) => ({ ...tier, price: 0 })) }

const only = (prices, key) =>
  Object.fromEntries(Object.entries(prices).map(([other, price]) => [other, other === key ? price : zero(price)]))

// The calculator treats these models of Groq by provider and model id, so both are kept.
const component = (usage, name, result, key) => {
  const provider = {
    id: result.provider.id,
    name: 'one price',
    api_pattern: 'none',
    models: [{ id: result.model.id, match: { contains: '' }, prices: only(result.model_price, key) }],
  }
  return calcPrice(usage, name, { provider }).total_price
}

const price = ([providerId, model, millis, ...amounts]) => {
  const usage = Object.fromEntries(amounts.map((pair) => pair.split('=')).map(([key, amount]) => [key, Number(amount)]))
  const result = calcPrice(usage, model, { providerId, timestamp: new Date(Number(millis)) })
  if (!result) return 'none'
  const costs = Object.keys(result.model_price).map((key) => `${key}=${component(usage, model, result, key)}`)
  return [result.model.id, result.total_price, ...costs].join('\t')
}

const answers = {
  price,
  find: ([providerId, model]) => calcPrice({}, model, { providerId })?.model.id ?? 'none',
  named: ([providerId]) => findProvider({ providerId })?.id ?? 'none',
  at: ([providerApiUrl]) => findProvider({ providerApiUrl })?.id ?? 'none',
  serving: ([modelId]) => findProvider({ modelId })?.id ?? 'none',
}

const answer = (line) => {
  const [kind, ...question] = line.split('\t')
  try {
    return answers[kind](question)
  } catch (error) {
    return `error\t${error.message}`
  }
}

const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean)
process.stdout.write(`${lines.map(answer).join('\n')}\n`)
