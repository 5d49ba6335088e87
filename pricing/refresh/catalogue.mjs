// Copyright The AI Ops Authors
// SPDX-License-Identifier: Apache-2.0

// Writes providers of @pydantic/genai-prices as the text that PriceCatalogue reads. The format is
// described in pricing/README.md.

const CLAUSES = ['equals', 'starts_with', 'ends_with', 'contains', 'regex']

// A model without prices is free only where upstream says so: by its id, or in a comment that a
// person has read (the text that was read is in the pinned package). All others are unknown.
const FREE = new Set([
  'github-copilot gpt-3.5-turbo', // included in the subscription, a request reports zero cost
  'github-copilot gpt-4.1',
  'github-copilot gpt-4o',
  'github-copilot gpt-4o-mini',
  'google gemma-4-26b-a4b-it', // free of charge on the Gemini API, no paid tier
  'google gemma-4-31b-it',
  'openai moderation', // all moderation models and endpoints are free of charge
])

// The calculator has this rule in its code, not in its data: a shorter recording is billed as 10 s.
const MINIMUM_SECONDS = new Map([
  ['groq whisper-large-v3', 10],
  ['groq whisper-large-v3-turbo', 10],
])

// Twelve decimals: 1/12 and sums of doubles have more, and nobody bills by them.
const figure = (value) => {
  if (!Number.isFinite(value) || value < 0) throw new Error(`not a price: ${value}`)
  return value.toFixed(12).replace(/\.?0+$/, '')
}

const price = (value) =>
  typeof value === 'number'
    ? figure(value)
    : [figure(value.base), ...value.tiers.map((tier) => `${tier.start}:${figure(tier.price)}`)].join(',')

const condition = (constraint) => {
  if (!constraint) return []
  if (constraint.type === 'start_date') return [`from=${constraint.start_date}`]
  if (constraint.type === 'time_of_date') return [`daily=${constraint.start_time}/${constraint.end_time}`]
  throw new Error(`unknown constraint: ${JSON.stringify(constraint)}`)
}

const clauses = (match, indent) => {
  const pad = ' '.repeat(indent)
  if (match.or) return match.or.flatMap((part) => (part.or ? group('any', part.or, indent) : clauses(part, indent)))
  if (match.and) return group('all', match.and, indent)
  const [[kind, value], ...more] = Object.entries(match)
  if (more.length || !CLAUSES.includes(kind)) throw new Error(`unknown clause: ${JSON.stringify(match)}`)
  if (value !== value.trim() || value === '') throw new Error(`value has outer blanks: ${JSON.stringify(match)}`)
  return [`${pad}${kind} ${value}`]
}

const group = (word, parts, indent) => [
  `${' '.repeat(indent)}${word}`,
  ...parts.flatMap((part) => (part.or ? group('any', part.or, indent + 2) : clauses(part, indent + 2))),
]

const priceLines = (provider, model) => {
  const name = `${provider.id} ${model.id}`
  const conditional = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]
  return conditional.map(({ constraint, prices }) => {
    const figures = Object.entries(prices).map(([key, value]) => `${key}=${price(value)}`)
    const free = model.id.endsWith(':free') || FREE.has(name)
    const words = figures.length ? figures : [free ? 'free' : 'unknown']
    return ['    price', ...condition(constraint), ...words].join(' ')
  })
}

const modelLines = (provider, model) => {
  const isPlain = model.match.equals === model.id
  const minimum = MINIMUM_SECONDS.get(`${provider.id} ${model.id}`)
  return [
    `  model ${model.id}`,
    ...(isPlain ? [] : clauses(model.match, 4)),
    ...(model.context_window ? [`    context ${model.context_window}`] : []),
    ...(minimum ? [`    minimum_seconds ${minimum}`] : []),
    ...priceLines(provider, model),
  ]
}

const section = (word, match) => (match ? [`  ${word}`, ...clauses(match, 4)] : [])

const providerLines = (provider) => [
  '',
  `provider ${provider.id}`,
  `  url ${provider.api_pattern}`,
  ...section('named', provider.provider_match),
  ...section('serves', provider.model_match),
  ...(provider.fallback_model_providers ? [`  fallback ${provider.fallback_model_providers.join(' ')}`] : []),
  ...provider.models.flatMap((model) => modelLines(provider, model)),
]

export const render = (version, providers) =>
  [
    `# Prices of models: data of @pydantic/genai-prices ${version}, Copyright (c) Pydantic Services Inc.,`,
    '# MIT licence, see NOTICE. Written by pricing/refresh/refresh.mjs: do not edit.',
    `source genai-prices ${version}`,
    ...providers.flatMap(providerLines),
    '',
  ].join('\n')

// What a person wants to know of a new catalogue: one line a model that came, went or changed.
export const changes = (before, after) => {
  const old = models(before)
  const now = models(after)
  const came = [...now.keys()].filter((name) => !old.has(name)).map((name) => `+ ${name}`)
  const went = [...old.keys()].filter((name) => !now.has(name)).map((name) => `- ${name}`)
  const changed = [...now]
    .filter(([name, text]) => old.has(name) && old.get(name) !== text)
    .map(([name, text]) => `~ ${name}\n${lineChanges(old.get(name), text)}`)
  return [...came, ...went, ...changed]
}

const lineChanges = (old, now) => {
  const a = old.split('\n')
  const b = now.split('\n')
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `    - ${line.trim()}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `    + ${line.trim()}`),
  ].join('\n')
}

const models = (text) => {
  const found = new Map()
  let provider = ''
  let name = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('provider ')) name = provider = line.slice(9)
    else if (line.startsWith('  model ')) name = `${provider} ${line.slice(8)}`
    else if (name) found.set(name, `${found.get(name) ?? ''}${line}\n`)
    if (name && !found.has(name)) found.set(name, '')
  }
  return found
}

// Models that have no price and are not known to be free; a person should look at new ones.
export const unknownPrices = (text) =>
  [...models(text)].filter(([, lines]) => /^ {4}price unknown$/m.test(lines)).map(([name]) => name)
