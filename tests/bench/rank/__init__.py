"""Parts of the benchmark of ranking: real people's ratings, other ways of ranking, what is measured."""
