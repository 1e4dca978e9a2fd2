// Verifies one delivery with Shopify's own library for each line of standard input, and says how long it took. A line is an event of
// API Gateway, as a function for Node would get it.
import '@shopify/shopify-api/adapters/node';
import {shopifyApi} from '@shopify/shopify-api';
import {createInterface} from 'node:readline';

const shopify = shopifyApi({
  apiKey: 'bench',
  apiSecretKey: process.env.BENCH_SECRET,
  apiVersion: process.env.BENCH_API_VERSION,
  hostName: '127.0.0.1',
  isEmbeddedApp: false,
  logger: {level: 0},
});

for await (const line of createInterface({input: process.stdin})) {
  const start = process.hrtime.bigint();
  const {body, headers, rawPath, requestContext} = JSON.parse(line);
  const {valid} = await shopify.webhooks.validate({
    rawBody: body,
    rawRequest: {method: requestContext.http.method, url: rawPath, headers},
  });
  const took = process.hrtime.bigint() - start;
  console.log(`done ${took} ${valid ? 200 : 401}`);
}
