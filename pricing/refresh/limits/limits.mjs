// Copyright The AI Ops Authors
// SPDX-License-Identifier: Apache-2.0

// Writes the limits of models.dev as the text that ModelLimits reads. The format is described in
// pricing/README.md.

// Who serves a model: our id of the provider, and those of models.dev that mean the same one.
export const PROVIDERS = {
  anthropic: ['anthropic'],
  aws: ['amazon-bedrock'],
  azure: ['azure', 'azure-cognitive-services'],
  baseten: ['baseten'],
  cerebras: ['cerebras'],
  cloudflare: ['cloudflare-workers-ai'],
  cohere: ['cohere'],
  deepseek: ['deepseek'],
  fireworks: ['fireworks-ai'],
  'github-copilot': ['github-copilot'],
  google: ['google', 'google-vertex', 'google-vertex-anthropic'],
  groq: ['groq'],
  minimax: ['minimax', 'minimax-cn'],
  mistral: ['mistral'],
  moonshotai: ['moonshotai', 'moonshotai-cn'],
  novita: ['novita-ai'],
  openai: ['openai'],
  openrouter: ['openrouter'],
  ovhcloud: ['ovhcloud'],
  perplexity: ['perplexity'],
  together: ['togetherai'],
  'x-ai': ['xai'],
  zai: ['zai'],
  zhipuai: ['zhipuai'],
}

// No model that writes stops earlier; models.dev has sizes of vectors and slips there.
const LEAST_OUTPUT = 1024

const count = (value, name) => {
  if (value === undefined || value === 0) return 0 // 0 is how models.dev writes "not known"
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name}: not a limit: ${value}`)
  return value
}

// How many times its standard price the fast (priority) mode costs at most, in thousandths, rounded up.
const fastFactor = (model) => {
  const fast = model.experimental?.modes?.fast?.cost ?? {}
  const ratios = Object.entries(fast)
    .filter(([key]) => model.cost?.[key] > 0)
    .map(([key, value]) => value / model.cost[key])
  return ratios.length ? Math.ceil(Math.max(...ratios) * 1000 - 1e-6) : 0
}

const written = (output) => (output < LEAST_OUTPUT ? 0 : output)

const figures = (name, model) => {
  const context = count(model.limit?.context, name)
  return {
    context,
    input: count(model.limit?.input, name) || context,
    output: written(count(model.limit?.output, name)),
    fast: fastFactor(model),
  }
}

// Where two list a model, the larger limit is the one that can apply.
const larger = (a, b) =>
  Object.fromEntries(Object.keys(a).map((key) => [key, Math.max(a[key], b[key])]))

const line = (name, { context, input, output, fast }) => {
  const words = [
    ...(context ? [`context=${context}`] : []),
    ...(input && input !== context ? [`input=${input}`] : []),
    ...(output ? [`output=${output}`] : []),
    ...(fast ? [`fast=${fast / 1000}`] : []),
  ]
  return words.length ? [`  model ${name} ${words.join(' ')}`] : []
}

const providerLines = (id, sources, catalogue) => {
  const models = new Map()
  for (const source of sources) {
    for (const [id, model] of Object.entries(catalogue[source] ?? {})) {
      const name = id.toLowerCase()
      if (/\s/.test(name)) throw new Error(`${source} ${id}: a name with a blank`)
      const found = figures(name, model)
      models.set(name, models.has(name) ? larger(models.get(name), found) : found)
    }
  }
  const lines = [...models].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, found]) => line(name, found))
  return lines.length ? ['', `provider ${id}`, ...lines] : []
}

export const render = (commit, catalogue) =>
  [
    `# Limits of models: data of models.dev at ${commit}, Copyright (c) 2025 models.dev,`,
    '# MIT licence, see NOTICE. Written by pricing/refresh/limits/refresh.mjs: do not edit.',
    `source models.dev ${commit.slice(0, 12)}`,
    ...Object.entries(PROVIDERS).flatMap(([id, sources]) => providerLines(id, sources, catalogue)),
    '',
  ].join('\n')
