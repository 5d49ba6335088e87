#!/usr/bin/env node
// Copyright The AI Ops Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { changes, render, unknownPrices } from './catalogue.mjs'

const PACKAGE = '@pydantic/genai-prices'
const HERE = dirname(fileURLToPath(import.meta.url))
const RESOURCES = join(HERE, '..', 'src', 'main', 'resources')
const DATA = join(RESOURCES, 'dev', 'aiops', 'pricing', 'genai-prices.txt')
const LICENCE = join(RESOURCES, 'META-INF', 'licenses', 'genai-prices', 'LICENSE')

const HELP = `Makes the price data of this project from the npm package ${PACKAGE}.

Usage: pricing/refresh/refresh.mjs [--check | --to VERSION]

  (none)         write the data file from the pinned version, print what changed
  --check        write nothing; exit 1 if the data file is not what the pinned version gives
  --to VERSION   pin VERSION (package.json, package-lock.json), then write the data file
  --help         this text

Needs Node 20 or newer and npm. After --to, run: mvn -pl pricing verify
`

const fail = (message) => {
  process.stderr.write(`refresh: ${message}\n`)
  process.exit(2)
}

const options = () => {
  try {
    const { values } = parseArgs({
      options: { check: { type: 'boolean' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    return values
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`)
  }
}

const npm = (folder, ...args) => {
  try {
    return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  } catch (error) {
    return fail(`npm ${args.join(' ')} failed: ${error.stderr || error.message}\nIs the npm registry reachable?`)
  }
}

const requireExact = (version) => {
  if (!/^\d+\.\d+\.\d+$/.test(version)) fail(`--to ${version}: give an exact version such as 0.1.8`)
  const found = npm(HERE, 'view', `${PACKAGE}@${version}`, 'version')
  if (found !== version) fail(`${PACKAGE} has no version ${version}: see npm view ${PACKAGE} versions`)
}

const pin = (version) => {
  requireExact(version)
  npm(HERE, 'install', '--save-exact', '--package-lock-only', '--omit-lockfile-registry-resolved', `${PACKAGE}@${version}`)
}

// The package's own way to its data: what it calculates with before any update.
const load = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'aiops-prices-'))
  try {
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(HERE, name), join(folder, name))
    npm(folder, 'ci')
    const home = join(folder, 'node_modules', PACKAGE)
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    const entry = createRequire(join(folder, 'package.json')).resolve(PACKAGE)
    const { waitForUpdate } = await import(pathToFileURL(entry))
    const licence = readFileSync(join(home, 'LICENSE'), 'utf8')
    return { version, providers: await waitForUpdate(), licence }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const write = (file, text) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const main = async () => {
  const { check, to, help } = options()
  if (help) return process.stdout.write(HELP)
  if (check && to) fail('--check and --to exclude each other')
  if (to) pin(to)
  const { version, providers, licence } = await load()
  const before = existsSync(DATA) ? readFileSync(DATA, 'utf8') : ''
  const after = render(version, providers)
  const differences = changes(before, after)
  const count = providers.reduce((sum, provider) => sum + provider.models.length, 0)
  console.log(`${PACKAGE} ${version}: ${providers.length} providers, ${count} models`)
  if (differences.length) console.log(differences.join('\n'))
  console.log(`${differences.length} changes; listed without a price: ${unknownPrices(after).join(', ')}`)
  if (check && before !== after) fail('the data file is stale: run pricing/refresh/refresh.mjs and commit')
  if (check) return
  write(DATA, after)
  write(LICENCE, licence)
}

await main()
