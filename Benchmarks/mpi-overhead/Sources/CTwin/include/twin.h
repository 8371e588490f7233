#ifndef TWIN_H
#define TWIN_H

// The same calls as the Swift side makes, in plain C. Each returns seconds for `calls` calls.
double twin_all_reduce(int calls);
double twin_ping_pong(int calls);

#endif
