// Pictures of every dashboard and every panel in a real Grafana; --plan only lists what would be taken. See run beside this file.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const dashboards = join(here, '../../grafana/dashboards');
const grafana = process.env.GRAFANA_URL ?? 'http://127.0.0.1:3000';
const out = process.env.AIOPS_SCREENSHOTS ?? join(here, '../../docs/dashboards');

const themes = ['light', 'dark'];
const panel = { width: 1000, height: 500 };

// Grafana's grid: a panel that is not in view is not drawn, so a dashboard is looked at through a window that holds all of it.
const width = 1920;
const cell = 38;
const head = 160;

const queries = /\/api\/ds\/query|\/apis\/.*\/query/;
const quiet = 1500;
const patience = 90_000;

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

async function boards() {
  const files = (await readdir(dashboards)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(dashboards, file), 'utf8'))));
}

// Each picture: the file's name, the page's path, and its size.
function plan(board, run) {
  const query = new URLSearchParams({ from: process.env.AIOPS_SCREENSHOTS_FROM ?? board.time.from, to: 'now', timezone: 'utc' });
  if (board.templating.list.some((variable) => variable.name === 'run')) {
    query.set('var-run', run);
  }
  const panels = board.panels
    .filter((shown) => shown.type !== 'row')
    .map((shown) => ({
      name: `${board.uid}/${String(shown.id).padStart(2, '0')}-${slug(shown.title)}`,
      path: `/d-solo/${board.uid}?panelId=${shown.id}&${query}`,
      size: panel,
    }));
  const rows = Math.max(...board.panels.map((shown) => shown.gridPos.y + shown.gridPos.h));
  return [{ name: board.uid, path: `/d/${board.uid}?kiosk&${query}`, size: { width, height: rows * cell + head } }, ...panels];
}

async function newestRun(request) {
  const answer = await request.post(`${grafana}/api/ds/query`, {
    data: {
      from: 'now-30d',
      to: 'now',
      queries: [
        {
          refId: 'A',
          datasource: { type: 'grafana-clickhouse-datasource', uid: 'aiops-clickhouse' },
          editorType: 'sql',
          format: 1,
          queryType: 'table',
          rawSql: 'SELECT RunId FROM runs ORDER BY StartedAt DESC LIMIT 1',
        },
      ],
    },
  });
  if (!answer.ok()) {
    throw new Error(`Grafana does not answer the query for the newest run: ${answer.status()} ${await answer.text()}`);
  }
  const run = (await answer.json()).results.A.frames[0]?.data.values[0]?.[0];
  if (!run) {
    throw new Error('the log has no run: have one recorded first, then take pictures');
  }
  return run;
}

// How many queries the page waits for, and since when that has been so.
function watch(page) {
  const asked = { open: new Set(), since: Date.now() };
  page.on('request', (request) => {
    if (queries.test(request.url())) {
      asked.open.add(request);
      asked.since = Date.now();
    }
  });
  for (const end of ['requestfinished', 'requestfailed']) {
    page.on(end, (request) => {
      if (asked.open.delete(request)) {
        asked.since = Date.now();
      }
    });
  }
  return asked;
}

// Until every query is answered, none has been sent for a while, and nothing says that it loads.
async function settle(page, asked) {
  const loading = page.locator('[aria-label="Panel loading bar"], [data-testid="Spinner"]');
  const deadline = Date.now() + patience;
  while (asked.open.size > 0 || Date.now() - asked.since < quiet || (await loading.count()) > 0) {
    if (Date.now() > deadline) {
      throw new Error(`not there after ${patience / 1000} s: ${page.url()} waits for ${asked.open.size} queries`);
    }
    await page.waitForTimeout(100);
  }
}

async function shoot(page, asked, picture, theme) {
  const file = join(out, theme, `${picture.name}.png`);
  await mkdir(dirname(file), { recursive: true });
  await page.setViewportSize(picture.size);
  asked.since = Date.now();
  await page.goto(`${grafana}${picture.path}&theme=${theme}`, { waitUntil: 'load' });
  await settle(page, asked);
  await page.screenshot({ path: file });
  const errors = await page.locator('[data-testid="data-testid Panel status error"]').count();
  return errors === 0 ? [] : [`${errors} panels show an error`];
}

async function main() {
  if (process.argv.includes('--plan')) {
    for (const board of await boards()) {
      plan(board, 'newest').forEach((picture) => console.log(`${picture.name} ${picture.path}`));
    }
    return 0;
  }
  const { chromium } = await import('playwright');
  const browser = await chromium.launch({ executablePath: process.env.AIOPS_CHROMIUM || undefined });
  try {
    const context = await browser.newContext({ timezoneId: 'UTC' });
    const login = await context.request.post(`${grafana}/login`, {
      data: { user: 'admin', password: process.env.AIOPS_GRAFANA_ADMIN_PASSWORD },
    });
    if (!login.ok()) {
      throw new Error(`Grafana does not let admin in: ${login.status()}; is AIOPS_GRAFANA_ADMIN_PASSWORD that of .env?`);
    }
    const run = await newestRun(context.request);
    const page = await context.newPage();
    const asked = watch(page);
    let broken = 0;
    for (const theme of themes) {
      for (const picture of (await boards()).flatMap((board) => plan(board, run))) {
        const errors = await shoot(page, asked, picture, theme).catch((error) => [error.message]);
        console.log(`${errors.length === 0 ? 'ok   ' : 'ERROR'} ${theme}/${picture.name} ${errors.join('; ')}`);
        broken += errors.length;
      }
    }
    return broken === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

process.exitCode = await main();
