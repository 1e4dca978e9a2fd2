// Reads a product page with Shopify's own client, once for each line of standard input, and says how long it took.
import '@shopify/shopify-api/adapters/node';
import {Session, shopifyApi} from '@shopify/shopify-api';
import {setAbstractFetchFunc} from '@shopify/shopify-api/runtime';
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';

const {BENCH_SHOP: shop, BENCH_TOKEN: accessToken, SHOPIFY_BASE_URL: simulator} = process.env;
const document = ['ListProducts', 'ImageFields']
  .map((name) => readFileSync(`${process.env.BENCH_DOCUMENTS}/${name}.graphql`, 'utf8')).join('\n');

// The client knows https://{shop} only; its own hook for other runtimes leads it to the simulator.
setAbstractFetchFunc((url, options) => fetch(String(url).replace(`https://${shop}`, `${simulator}/${shop}`), options));

const shopify = shopifyApi({
  apiKey: 'bench',
  apiSecretKey: 'not-used',
  apiVersion: process.env.BENCH_API_VERSION,
  hostName: '127.0.0.1',
  isEmbeddedApp: false,
  logger: {level: 0},
});
const session = new Session({id: 'bench', shop, state: '', isOnline: false, accessToken, scope: 'read_products'});
const client = new shopify.clients.Graphql({session});

for await (const _ of createInterface({input: process.stdin})) {
  const start = process.hrtime.bigint();
  const {data} = await client.request(document, {
    variables: {first: 50, after: null, query: null, sortKey: 'ID', reverse: false},
  });
  const took = process.hrtime.bigint() - start;
  console.log(`done ${took} ${data.products.nodes.length}`);
}
