\\ What PARI says of the sum of 1/k without the digit 9.
has(k) = #select(d -> d == 9, digits(k)) > 0;
f(k) = if(has(k), 0., 1. / k);
t = getwalltime(); s = sumpos(k = 1, f(k));
printf("PARI, sumpos, all k: %.12g (wrong), %d ms\n", s, getwalltime() - t);
t = getwalltime(); s = sum(k = 1, 10^6, f(k));
printf("PARI, every term up to 1e6: %.15g, %d ms; 1e8 would take a hundred times as long\n", s, getwalltime() - t);
quit
