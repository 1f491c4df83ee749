"""Headers of tables: the wanted columns, the line that names them, the cells below it."""
