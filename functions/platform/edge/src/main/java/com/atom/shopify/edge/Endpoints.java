package com.atom.shopify.edge;

import com.atom.shopify.routes.Route;
import java.util.List;

/// The routes that a function serves. The one implementation in a function is an exhaustive switch with a line per route:
/// parse, ask, answer.
public interface Endpoints<R extends Route> {

    List<R> routes();

    Answer answer(R route, Call call);
}
