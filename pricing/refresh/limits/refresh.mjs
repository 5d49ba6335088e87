#!/usr/bin/env node
// Copyright The AI Ops Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { PROVIDERS, render } from './limits.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const PIN = join(HERE, 'pinned.json')
const RESOURCES = join(HERE, '..', '..', 'src', 'main', 'resources')
const DATA = join(RESOURCES, 'dev', 'aiops', 'pricing', 'model-limits.txt')
const LICENCE = join(RESOURCES, 'META-INF', 'licenses', 'models.dev', 'LICENSE')

const HELP = `Makes the limits of models of this project from the git repository of models.dev.

Usage: pricing/refresh/limits/refresh.mjs [--check | --to COMMIT] [--from REPOSITORY]

  (none)             write the data file from the pinned commit, print what changed
  --check            write nothing; exit 1 if the data file is not what the pinned commit gives
  --to COMMIT        pin COMMIT (all 40 digits), then write the data file
  --from REPOSITORY  fetch from there, a URL or a folder; the default is in pinned.json
  --help             this text

Needs Node 20 or newer, npm, git and tar. Afterwards run: mvn -pl pricing verify
`

const fail = (message, status = 2) => {
  process.stderr.write(`refresh: ${message}\n`)
  process.exit(status)
}

const options = () => {
  try {
    const text = { type: 'string' }
    const { values } = parseArgs({
      options: { check: { type: 'boolean' }, to: text, from: text, help: { type: 'boolean', short: 'h' } },
    })
    return values
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`)
  }
}

const run = (folder, command, ...args) => {
  try {
    return execFileSync(command, args, { cwd: folder, maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    return fail(`${command} ${args.join(' ')} failed: ${error.stderr || error.message}`)
  }
}

const checkOut = (folder, repository, commit) => {
  run(folder, 'git', 'init', '--quiet')
  run(folder, 'git', 'fetch', '--quiet', '--depth=1', repository, commit)
  writeFileSync(join(folder, 'tree.tar'), run(folder, 'git', 'archive', 'FETCH_HEAD', 'LICENSE', 'models', 'providers'))
  run(folder, 'tar', '-xf', 'tree.tar')
}

const tomlParser = async (folder) => {
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(HERE, name), join(folder, name))
  run(folder, 'npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error')
  return (await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve('smol-toml')))).parse
}

// Model id to its file's content; an id is the path below the folder.
const readModels = (folder, parse, below = folder) =>
  readdirSync(below).flatMap((name) => {
    const path = join(below, name)
    if (!existsSync(path)) return [] // upstream has links that lead nowhere: such a model has no known limit
    if (statSync(path).isDirectory()) return readModels(folder, parse, path)
    if (!name.endsWith('.toml')) return []
    return [[relative(folder, path).slice(0, -'.toml'.length), parse(readFileSync(path, 'utf8'))]]
  })

// What is inherited matters here for two tables only, and neither has tables of its own below it but cost.
const inherit = (model, base) => ({
  ...model,
  limit: omitted(model.base_model_omit ?? [], 'limit', { ...base.limit, ...model.limit }),
  cost: omitted(model.base_model_omit ?? [], 'cost', { ...base.cost, ...model.cost }),
})

const omitted = (paths, table, figures) =>
  Object.fromEntries(Object.entries(figures).filter(([key]) => !paths.some((path) => `${table}.${key}.`.startsWith(`${path}.`))))

const catalogueOf = (folder, parse) => {
  const bases = new Map(readModels(join(folder, 'models'), parse))
  const read = (id) =>
    readModels(join(folder, 'providers', id, 'models'), parse).map(([name, model]) => {
      if (!model.base_model) return [name, model]
      const base = bases.get(model.base_model)
      return base ? [name, inherit(model, base)] : fail(`${id} ${name}: no base ${model.base_model}`)
    })
  return Object.fromEntries(Object.values(PROVIDERS).flat().map((id) => [id, Object.fromEntries(read(id))]))
}

const load = async (repository, commit) => {
  const folder = mkdtempSync(join(tmpdir(), 'aiops-limits-'))
  try {
    checkOut(folder, repository, commit)
    const catalogue = catalogueOf(folder, await tomlParser(folder))
    return { text: render(commit, catalogue), licence: readFileSync(join(folder, 'LICENSE'), 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const differences = (before, after) => {
  const [old, now] = [before, after].map((text) => new Set(text.split('\n')))
  return [
    ...[...old].filter((line) => !now.has(line)).map((line) => `- ${line.trim()}`),
    ...[...now].filter((line) => !old.has(line)).map((line) => `+ ${line.trim()}`),
  ]
}

const write = (file, text) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const main = async () => {
  const { check, to, from, help } = options()
  if (help) return process.stdout.write(HELP)
  if (check && to) fail('--check and --to exclude each other')
  if (to && !/^[0-9a-f]{40}$/.test(to)) fail(`--to ${to}: give all 40 digits of a commit`)
  const pinned = JSON.parse(readFileSync(PIN, 'utf8'))
  const commit = to ?? pinned.commit
  const { text, licence } = await load(from ?? pinned.repository, commit)
  const before = existsSync(DATA) ? readFileSync(DATA, 'utf8') : ''
  const changed = differences(before, text)
  console.log([`models.dev ${commit}: ${text.match(/^ {2}model /gm).length} models`, ...changed].join('\n'))
  if (check && before !== text) fail('the data file is stale: run pricing/refresh/limits/refresh.mjs and commit', 1)
  if (check) return
  if (to) writeFileSync(PIN, `${JSON.stringify({ ...pinned, commit }, null, 2)}\n`)
  write(DATA, text)
  write(LICENCE, licence)
}

await main()
