package com.atom.shopify.edge;

import com.atom.shopify.routes.Route;
import java.util.List;

/// The routes that a function serves. The one implementation in a function is an exhaustive switch with a line per route.
public interface Endpoints<R extends Route> {

    List<R> routes();

    Handler handler(R route);
}
